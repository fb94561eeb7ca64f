// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TransitCard {
    struct Card {
        uint256 credit;
        uint64 rides;
    }

    mapping(address => Card) public cards;
    mapping(address => uint256) public takings;

    event ToppedUp(address indexed rider, uint256 amount);
    event Rode(address indexed rider, address indexed line, uint256 fare);

    function topUp(address rider) external payable {
        require(rider != address(0) && msg.value > 0, "bad top-up");
        cards[rider].credit += msg.value;
        emit ToppedUp(rider, msg.value);
    }

    function ride(address line, uint256 fare) external {
        require(line != address(0), "no line");
        address rider = _rider();
        Card storage card = cards[rider];
        require(card.credit >= fare, "credit too low");
        card.credit -= fare;
        card.rides += 1;
        takings[line] += fare;
        emit Rode(rider, line, fare);
    }

    function collect() external {
        uint256 amount = takings[msg.sender];
        require(amount > 0, "no takings");
        takings[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "collection failed");
    }

    function _rider() private view returns (address) {
        return tx.origin; // !weak tx-origin-auth
    }
}
