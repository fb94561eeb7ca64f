// SPDX-License-Identifier: Apache-2.0
use cosmwasm_std::{
    coins, entry_point, to_json_binary, Addr, DepsMut, Empty, Env, MessageInfo, Order, Reply,
    Response, StdError, StdResult, SubMsg, Uint128, WasmMsg,
};
use cw_storage_plus::{Item, Map};

const PRODUCER: Item<Addr> = Item::new("producer");
const OWED: Map<u64, (Addr, Uint128)> = Map::new("owed");

#[entry_point]
pub fn instantiate(deps: DepsMut, _: Env, info: MessageInfo, cast: Vec<(String, Uint128)>) -> StdResult<Response> {
    PRODUCER.save(deps.storage, &info.sender)?;
    for (id, (actor, fee)) in (1u64..).zip(cast) {
        OWED.save(deps.storage, id, &(deps.api.addr_validate(&actor)?, fee))?;
    }
    Ok(Response::new())
}

#[entry_point]
pub fn execute(deps: DepsMut, _: Env, info: MessageInfo, _msg: Empty) -> StdResult<Response> {
    if info.sender != PRODUCER.load(deps.storage)? {
        return Err(StdError::generic_err("only the producer pays"));
    }
    let mut run = Response::new();
    for row in OWED.range(deps.storage, None, None, Order::Ascending) {
        let (id, (actor, fee)) = row?;
        let (msg, funds) = (to_json_binary(&Empty {})?, coins(fee.u128(), "uplay"));
        let call = WasmMsg::Execute { contract_addr: actor.into(), msg, funds };
        run = run.add_submessage(SubMsg::reply_always(call, id).with_gas_limit(200_000));
    }
    Ok(run)
}

#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> StdResult<Response> {
    if msg.result.is_err() {
        return Ok(Response::new().add_attribute("unpaid", msg.id.to_string()));
    }
    OWED.remove(deps.storage, msg.id);
    Ok(Response::new().add_attribute("paid", msg.id.to_string()))
}
