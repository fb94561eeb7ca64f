// SPDX-License-Identifier: Apache-2.0
use cosmwasm_std::{
    coins, ensure, entry_point, Addr, BankMsg, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult, Uint128,
};
use cw_storage_plus::{Item, Map};

#[cosmwasm_schema::cw_serde]
pub enum ExecuteMsg {
    Record { rescuer: String, hours: Uint128 },
    Close {},
    Collect {},
}

const LEADER: Item<Addr> = Item::new("leader");
const TOTAL: Item<Uint128> = Item::new("total");
const POT: Item<Uint128> = Item::new("pot");
const HOURS: Map<&Addr, Uint128> = Map::new("hours");

#[entry_point]
pub fn instantiate(deps: DepsMut, _env: Env, info: MessageInfo, _msg: Empty) -> StdResult<Response> {
    LEADER.save(deps.storage, &info.sender)?;
    TOTAL.save(deps.storage, &Uint128::zero())?;
    Ok(Response::new())
}

#[entry_point]
pub fn execute(deps: DepsMut, _env: Env, info: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    let total = TOTAL.load(deps.storage)?;
    if let ExecuteMsg::Collect {} = msg {
        let pot = POT.load(deps.storage)?;
        let hours = HOURS.load(deps.storage, &info.sender)?;
        HOURS.remove(deps.storage, &info.sender);
        let percent = hours.multiply_ratio(100u128, total); // !weak precision-loss
        let thanks = pot.multiply_ratio(percent, 100u128);
        let amount = coins(thanks.u128(), "uthanks");
        return Ok(Response::new().add_message(BankMsg::Send { to_address: info.sender.into(), amount }));
    }
    ensure!(info.sender == LEADER.load(deps.storage)?, StdError::generic_err("leader only"));
    ensure!(POT.may_load(deps.storage)?.is_none(), StdError::generic_err("year closed"));
    if let ExecuteMsg::Record { rescuer, hours } = msg {
        let rescuer = deps.api.addr_validate(&rescuer)?;
        let held = HOURS.may_load(deps.storage, &rescuer)?.unwrap_or_default();
        HOURS.save(deps.storage, &rescuer, &held.checked_add(hours)?)?;
        TOTAL.save(deps.storage, &total.checked_add(hours)?)?;
    } else {
        let pot = cw_utils::must_pay(&info, "uthanks").map_err(|e| StdError::generic_err(e.to_string()))?;
        ensure!(!total.is_zero(), StdError::generic_err("no hours"));
        POT.save(deps.storage, &pot)?;
    }
    Ok(Response::new())
}
