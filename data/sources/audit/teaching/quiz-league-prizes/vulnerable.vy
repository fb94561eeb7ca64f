# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

ENTRY: constant(uint256) = 3 * 10 ** 16
quizmaster: public(immutable(address))
season: public(uint256)
purse: public(uint256)
podium: public(address[3])
entered: public(HashMap[uint256, HashMap[address, bool]])

event SeasonEnded:
    season: indexed(uint256)
    prize: uint256

@deploy
def __init__():
    quizmaster = msg.sender

@external
@payable
def enter():
    assert msg.value == ENTRY, "wrong entry"
    assert self.podium[0] == empty(address), "season is over"
    assert not self.entered[self.season][msg.sender], "already in"
    self.entered[self.season][msg.sender] = True
    self.purse += ENTRY

@external
def name_podium(podium: address[3]):
    assert msg.sender == quizmaster, "quizmaster only"
    assert self.podium[0] == empty(address), "named already"
    for team: address in podium:
        assert self.entered[self.season][team], "not in this season"
    self.podium = podium

@external
@nonreentrant
def end_season():
    podium: address[3] = self.podium
    assert podium[0] != empty(address), "no podium yet"
    self.podium = empty(address[3])
    prize: uint256 = self.purse // 3
    self.purse -= prize * 3
    log SeasonEnded(season=self.season, prize=prize)
    self.season += 1
    for team: address in podium:
        send(team, prize)  # !weak dos-failed-call
