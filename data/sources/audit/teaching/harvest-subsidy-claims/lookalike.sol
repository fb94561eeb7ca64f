// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
}

contract HarvestSubsidy {
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    address public immutable ministry;
    IERC20 public immutable token;
    bytes32 public season;
    mapping(bytes32 => address) public inspectorFor;
    mapping(bytes32 => mapping(uint256 => bool)) public settled;

    event SeasonOpened(bytes32 indexed season, address indexed inspector);

    constructor(IERC20 token_) {
        require(address(token_) != address(0), "token");
        ministry = msg.sender;
        token = token_;
    }

    function openSeason(uint16 year, address inspector) external {
        require(msg.sender == ministry && inspector != address(0), "ministry only");
        season = keccak256(abi.encode(year, block.chainid, address(this)));
        require(inspectorFor[season] == address(0), "season known");
        inspectorFor[season] = inspector;
        emit SeasonOpened(season, inspector);
    }

    function claim(uint256 field, uint256 amount, uint8 v, bytes32 r, bytes32 s) external {
        require(inspectorFor[season] != address(0) && !settled[season][field], "nothing due");
        bytes32 digest = keccak256(abi.encode(season, field, msg.sender, amount));
        require(uint256(s) <= HALF_ORDER, "malformed");
        require(ecrecover(digest, v, r, s) == inspectorFor[season], "not inspected");
        settled[season][field] = true;
        require(token.transfer(msg.sender, amount), "transfer failed");
    }
}
