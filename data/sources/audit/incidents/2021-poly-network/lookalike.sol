// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ILightClient {
    function verify(bytes32 leaf, bytes calldata proof) external view returns (bool);
}

contract KeeperStore {
    address public immutable manager;
    bytes32 public keeperSet;

    constructor(address manager_, bytes32 firstSet) {
        require(manager_ != address(0), "no manager");
        manager = manager_;
        keeperSet = firstSet;
    }

    function putKeeperSet(bytes32 nextSet) external {
        require(msg.sender == manager, "only the manager");
        keeperSet = nextSet;
    }
}

contract Courier {
    address private immutable manager = msg.sender;

    function forward(address target, bytes calldata input) external returns (bool ok) {
        require(msg.sender == manager, "only the manager");
        (ok, ) = target.call(input);
    }
}

contract CrossChainManager {
    Courier private immutable courier = new Courier();
    address public immutable council = msg.sender;
    ILightClient public immutable client;
    KeeperStore public immutable store;
    mapping(bytes32 => bool) public executed;
    mapping(address => bool) public isGateway;

    event Executed(bytes32 indexed leaf, address indexed target, bool listed);

    constructor(ILightClient client_, bytes32 firstSet) {
        client = client_;
        store = new KeeperStore(address(this), firstSet);
    }

    function setGateway(address gateway, bool allowed) external {
        require(msg.sender == council, "only the council");
        require(gateway.code.length > 0 && gateway != address(store), "no gateway");
        isGateway[gateway] = allowed;
    }

    function rotate(uint256 sourceNonce, bytes32 nextSet, bytes calldata proof) external {
        bytes32 leaf = keccak256(abi.encode("rotate", block.chainid, sourceNonce, nextSet));
        require(!executed[leaf], "already executed");
        require(client.verify(leaf, proof), "no proof");
        executed[leaf] = true;
        store.putKeeperSet(nextSet);
    }

    function execute(uint256 sourceNonce, address target, bytes calldata input, bytes calldata proof) external {
        bytes32 leaf = keccak256(abi.encode("execute", block.chainid, sourceNonce, target, input));
        require(!executed[leaf], "already executed");
        require(client.verify(leaf, proof), "no proof");
        executed[leaf] = true;
        bool ok = courier.forward(target, input);
        require(ok, "call failed");
        emit Executed(leaf, target, isGateway[target]);
    }
}
