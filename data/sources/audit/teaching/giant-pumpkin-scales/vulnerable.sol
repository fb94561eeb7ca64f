// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract PumpkinShow {
    address public steward;
    uint256 public heaviest;
    address public leader;
    mapping(address => bool) public weigher;
    mapping(address => uint256) public weightOf;

    constructor() public {
        steward = msg.sender;
    }

    function appoint(address account) public {
        require(msg.sender == steward);
        weigher[account] = true;
    }

    function report(address grower, uint256[3] grams) public {
        require(weigher[msg.sender] && weightOf[grower] == 0);
        uint256[3] sorted; // !weak uninitialized-storage
        for (uint256 i = 0; i < 3; i++) {
            sorted[i] = grams[i];
            for (uint256 j = i; j > 0 && sorted[j - 1] > grams[i]; j--) {
                sorted[j] = sorted[j - 1];
                sorted[j - 1] = grams[i];
            }
        }
        weightOf[grower] = sorted[1];
        if (sorted[1] > heaviest) {
            heaviest = sorted[1];
            leader = grower;
        }
    }
}
