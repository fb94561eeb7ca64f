// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract PumpkinShow {
    address public steward;
    address public leader;
    uint256 public heaviest;
    mapping(address => bool) public weigher;
    mapping(address => uint256[3]) private readings;

    constructor() public {
        steward = msg.sender;
    }

    function appoint(address account) public {
        require(msg.sender == steward);
        weigher[account] = true;
    }

    function report(address grower, uint256[3] grams) public {
        require(weigher[msg.sender]);
        uint256[3] storage best = readings[grower];
        for (uint256 i = 0; i < 3; i++) {
            if (grams[i] > best[i]) best[i] = grams[i];
            if (best[i] > heaviest) {
                heaviest = best[i];
                leader = grower;
            }
        }
    }

    function readingOf(address grower, uint256 number) public view returns (uint256) {
        require(number < 3);
        return readings[grower][number];
    }
}
