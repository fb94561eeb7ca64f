// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract GlassFurnace {
    enum Phase { Loading, Melting, Cool }

    uint256 public constant FEE = 0.01 ether;
    uint256 public constant ROOM = 40;

    Phase public phase;
    address payable public immutable master;
    address[] public owners;
    bytes32[] public designs;

    event Lit(uint256 pieces);
    event Fetched(uint256 indexed piece, address indexed owner);

    modifier onlyMaster() {
        require(msg.sender == master, "master only");
        _;
    }

    modifier during(Phase wanted) {
        assert(phase == wanted); // !weak assert-violation
        _;
    }

    constructor() {
        master = msg.sender;
    }

    function addPiece(bytes32 design) external payable during(Phase.Loading) {
        require(msg.value == FEE && owners.length < ROOM, "fee or room");
        owners.push(msg.sender);
        designs.push(design);
    }

    function light() external onlyMaster during(Phase.Loading) {
        phase = Phase.Melting;
        emit Lit(owners.length);
        (bool ok, ) = master.call{value: address(this).balance}("");
        require(ok, "fees not sent");
    }

    function open() external onlyMaster during(Phase.Melting) {
        phase = Phase.Cool;
    }

    function fetch(uint256 piece) external during(Phase.Cool) {
        require(piece < owners.length && owners[piece] == msg.sender, "not yours");
        delete owners[piece];
        emit Fetched(piece, msg.sender);
    }
}
