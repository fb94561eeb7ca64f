// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract CourseDesk {
    struct Course {
        address teacher;
        uint256 fee;
        uint256 income;
    }

    IERC20 public immutable token;
    Course[] public courses;
    mapping(uint256 => mapping(address => bool)) public enrolled;

    event Enrolled(uint256 indexed courseId, address indexed student);

    constructor(IERC20 feeToken) {
        require(address(feeToken) != address(0), "no token");
        token = feeToken;
    }

    function offer(uint256 fee) external returns (uint256 courseId) {
        require(fee > 0, "no fee");
        courseId = courses.length;
        courses.push(Course(msg.sender, fee, 0));
    }

    function enrol(uint256 courseId) external {
        Course storage course = courses[courseId];
        require(!enrolled[courseId][msg.sender], "already enrolled");
        enrolled[courseId][msg.sender] = true;
        course.income += course.fee;
        token.transferFrom(msg.sender, address(this), course.fee); // !weak unchecked-return
        emit Enrolled(courseId, msg.sender);
    }

    function collect(uint256 courseId) external {
        Course storage course = courses[courseId];
        require(course.teacher == msg.sender, "only the teacher");
        uint256 amount = course.income;
        course.income = 0;
        require(token.transfer(msg.sender, amount), "transfer refused");
    }
}
