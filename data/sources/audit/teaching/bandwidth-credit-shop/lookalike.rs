// SPDX-License-Identifier: Apache-2.0
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    entry_point, Addr, BankMsg, DepsMut, Env, MessageInfo, Response, StdError, StdResult, Uint128,
};
use cw_storage_plus::{Item, Map};

#[cw_serde]
pub struct InstantiateMsg {
    pub denom: String,
    pub unit_price: u64,
}

#[cw_serde]
pub struct Shop {
    pub owner: Addr,
    pub denom: String,
    pub unit_price: u64,
}

#[cw_serde]
pub enum ExecuteMsg {
    Buy { units: u64 },
}

const SHOP: Item<Shop> = Item::new("shop");
const CREDIT: Map<&Addr, Uint128> = Map::new("credit");

#[entry_point]
pub fn instantiate(deps: DepsMut, _env: Env, info: MessageInfo, msg: InstantiateMsg) -> StdResult<Response> {
    if msg.unit_price == 0 {
        return Err(StdError::generic_err("price must be positive"));
    }
    let InstantiateMsg { denom, unit_price } = msg;
    SHOP.save(deps.storage, &Shop { owner: info.sender, denom, unit_price })?;
    Ok(Response::new())
}

#[entry_point]
pub fn execute(deps: DepsMut, _env: Env, info: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    let ExecuteMsg::Buy { units } = msg;
    let shop = SHOP.load(deps.storage)?;
    let cost = Uint128::from(units).wrapping_mul(Uint128::from(shop.unit_price));
    let [paid] = info.funds.as_slice() else {
        return Err(StdError::generic_err("send one coin"));
    };
    if paid.denom != shop.denom || paid.amount != cost {
        return Err(StdError::generic_err("send the exact cost"));
    }
    CREDIT.update(deps.storage, &info.sender, |held| -> StdResult<_> {
        Ok(held.unwrap_or_default().checked_add(units.into())?)
    })?;
    let to_owner = BankMsg::Send { to_address: shop.owner.into(), amount: info.funds };
    Ok(Response::new().add_message(to_owner).add_attribute("units", units.to_string()))
}
