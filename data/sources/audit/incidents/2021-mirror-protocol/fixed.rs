// SPDX-License-Identifier: Apache-2.0

use cosmwasm_std::{
    coins, entry_point, BankMsg, DepsMut, Env, MessageInfo, Order, Response, StdError, StdResult, Uint128,
};
use cw_storage_plus::Map;
use serde::{Deserialize, Serialize};

const DENOM: &str = "uusd";
const LOCKS: Map<u64, PositionLock> = Map::new("locks");

#[derive(Serialize, Deserialize, Clone)]
pub struct PositionLock {
    pub receiver: String,
    pub amount: Uint128,
    pub unlock_height: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExecuteMsg {
    UnlockPositionFunds { positions: Vec<u64> },
}

#[entry_point]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    match msg {
        ExecuteMsg::UnlockPositionFunds { positions } => unlock(deps, env, info, positions),
    }
}

fn unlock(deps: DepsMut, env: Env, info: MessageInfo, positions: Vec<u64>) -> StdResult<Response> {
    let mut total = Uint128::zero();
    if positions.iter().collect::<std::collections::BTreeSet<_>>().len() != positions.len() {
        return Err(StdError::generic_err("a position is listed twice"));
    }
    for id in &positions {
        let lock = LOCKS.load(deps.storage, *id)?;
        if lock.receiver != info.sender.as_str() || env.block.height < lock.unlock_height {
            return Err(StdError::generic_err(format!("position {id} cannot be unlocked")));
        }
        total = total.checked_add(lock.amount)?;
    }
    for id in &positions {
        LOCKS.remove(deps.storage, *id);
    }
    if total.is_zero() {
        return Err(StdError::generic_err("nothing to unlock"));
    }
    let payment = BankMsg::Send { to_address: info.sender.into_string(), amount: coins(total.u128(), DENOM) };
    Ok(Response::new().add_message(payment).add_attribute("unlocked", total))
}
