// SPDX-License-Identifier: Apache-2.0
use cosmwasm_std::{
    coins, entry_point, to_json_binary, Addr, DepsMut, Empty, Env, MessageInfo, Reply, Response,
    StdError, StdResult, SubMsg, WasmMsg,
};
use cw_storage_plus::Item;

const PRODUCER: Item<Addr> = Item::new("producer");
const LAST_FAULT: Item<(u64, String)> = Item::new("last_fault");

#[entry_point]
pub fn instantiate(deps: DepsMut, _: Env, info: MessageInfo, _msg: Empty) -> StdResult<Response> {
    PRODUCER.save(deps.storage, &info.sender)?;
    Ok(Response::new())
}

#[entry_point]
pub fn execute(deps: DepsMut, _: Env, info: MessageInfo, cast: Vec<(String, u32)>) -> StdResult<Response> {
    if info.sender != PRODUCER.load(deps.storage)? {
        return Err(StdError::generic_err("only the producer pays"));
    }
    let mut run = Response::new();
    for (id, (actor, fee)) in (1u64..).zip(cast) {
        let contract_addr = deps.api.addr_validate(&actor)?.into_string();
        let (msg, funds) = (to_json_binary(&Empty {})?, coins(u128::from(fee), "uplay"));
        let call = WasmMsg::Execute { contract_addr, msg, funds };
        run = run.add_submessage(SubMsg::reply_on_error(call, id).with_gas_limit(200_000));
    }
    Ok(run)
}

#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> StdResult<Response> {
    let fault = msg.result.unwrap_err();
    LAST_FAULT.save(deps.storage, &(msg.id, fault))?;
    Ok(Response::new().add_attribute("unpaid", msg.id.to_string()))
}
