// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract PuppetStage {
    address public director;
    uint256 public scene;
    address[] public scripts;
    mapping(address => bool) public troupe;

    event Performed(uint256 scene, address indexed puppeteer);

    modifier onlyDirector() {
        require(msg.sender == director);
        _;
    }

    constructor() public payable {
        director = msg.sender;
    }

    function buyTicket() external payable {
        require(msg.value == 0.01 ether);
    }

    function hire(address puppeteer, bool active) external onlyDirector {
        troupe[puppeteer] = active;
    }

    function addScript(address script) external onlyDirector {
        require(script != address(0));
        scripts.push(script);
    }

    function perform(uint256 number, uint256 cue) external {
        require(troupe[msg.sender] && number < scripts.length);
        scene++;
        require(scripts[number].delegatecall(bytes4(keccak256("play(uint256)")), cue));
        emit Performed(scene, msg.sender);
    }

    function payWage(address puppeteer, uint256 amount) external onlyDirector {
        require(troupe[puppeteer] && amount <= address(this).balance);
        puppeteer.transfer(amount);
    }
}
