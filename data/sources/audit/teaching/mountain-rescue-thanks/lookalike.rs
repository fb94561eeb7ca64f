// SPDX-License-Identifier: Apache-2.0
use cosmwasm_std::{
    coins, ensure, entry_point, Addr, BankMsg, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult, Uint128,
};
use cw_storage_plus::{Item, Map};

#[cosmwasm_schema::cw_serde]
pub enum ExecuteMsg {
    Share { parts: Vec<(String, u8)> },
    Collect {},
}

const LEADER: Item<Addr> = Item::new("leader");
const POT: Item<Uint128> = Item::new("pot");
const PERCENT: Map<&Addr, u8> = Map::new("percent");

#[entry_point]
pub fn instantiate(deps: DepsMut, _env: Env, info: MessageInfo, _msg: Empty) -> StdResult<Response> {
    LEADER.save(deps.storage, &info.sender)?;
    Ok(Response::new())
}

#[entry_point]
pub fn execute(deps: DepsMut, _env: Env, info: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    let parts = match msg {
        ExecuteMsg::Collect {} => return collect(deps, info),
        ExecuteMsg::Share { parts } => parts,
    };
    ensure!(info.sender == LEADER.load(deps.storage)?, StdError::generic_err("leader only"));
    ensure!(POT.may_load(deps.storage)?.is_none(), StdError::generic_err("already shared"));
    let pot = cw_utils::must_pay(&info, "uthanks").map_err(|e| StdError::generic_err(e.to_string()))?;
    ensure!((pot % Uint128::new(100)).is_zero(), StdError::generic_err("pot not a multiple of 100"));
    ensure!(parts.iter().map(|p| u64::from(p.1)).sum::<u64>() == 100, StdError::generic_err("parts are not 100"));
    for (rescuer, percent) in parts {
        let rescuer = deps.api.addr_validate(&rescuer)?;
        ensure!(percent > 0 && !PERCENT.has(deps.storage, &rescuer), StdError::generic_err("part not usable"));
        PERCENT.save(deps.storage, &rescuer, &percent)?;
    }
    POT.save(deps.storage, &pot)?;
    Ok(Response::new())
}

fn collect(deps: DepsMut, info: MessageInfo) -> StdResult<Response> {
    let percent = PERCENT.load(deps.storage, &info.sender)?;
    PERCENT.remove(deps.storage, &info.sender);
    let thanks = POT.load(deps.storage)? / Uint128::new(100) * Uint128::from(percent);
    let amount = coins(thanks.u128(), "uthanks");
    Ok(Response::new().add_message(BankMsg::Send { to_address: info.sender.into(), amount }))
}
