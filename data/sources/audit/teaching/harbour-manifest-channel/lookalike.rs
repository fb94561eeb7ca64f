// SPDX-License-Identifier: Apache-2.0
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    entry_point, from_json, Binary, DepsMut, Env, Ibc3ChannelOpenResponse, IbcChannelOpenMsg,
    IbcChannelOpenResponse, IbcOrder, IbcPacketReceiveMsg, IbcReceiveResponse, MessageInfo, Response,
    StdError, StdResult,
};
use cw_storage_plus::{Item, Map};

const VERSION: &str = "manifest-1";

#[cw_serde]
pub struct Partner {
    pub connection_id: String,
    pub port_id: String,
}

#[cw_serde]
pub struct Manifest {
    pub vessel: String,
    pub crates: Vec<u64>,
}

const PARTNER: Item<Partner> = Item::new("partner");
const CRATES: Map<&str, u64> = Map::new("crates");

fn accepted() -> Binary {
    Binary::from(br#"{"result":"AQ=="}"#)
}

fn refused() -> Binary {
    Binary::from(br#"{"error":"manifest refused"}"#)
}

#[entry_point]
pub fn instantiate(deps: DepsMut, _env: Env, _info: MessageInfo, msg: Partner) -> StdResult<Response> {
    PARTNER.save(deps.storage, &msg)?;
    Ok(Response::new())
}

#[entry_point]
pub fn ibc_channel_open(deps: DepsMut, _: Env, msg: IbcChannelOpenMsg) -> StdResult<IbcChannelOpenResponse> {
    let partner = PARTNER.load(deps.storage)?;
    let channel = msg.channel();
    if channel.connection_id != partner.connection_id
        || channel.counterparty_endpoint.port_id != partner.port_id
        || channel.order != IbcOrder::Ordered
        || msg.counterparty_version().unwrap_or(VERSION) != VERSION
    {
        return Err(StdError::generic_err("unknown partner"));
    }
    Ok(Some(Ibc3ChannelOpenResponse { version: VERSION.to_string() }))
}

#[entry_point]
pub fn ibc_packet_receive(deps: DepsMut, _: Env, msg: IbcPacketReceiveMsg) -> StdResult<IbcReceiveResponse> {
    let manifest = match from_json::<Manifest>(&msg.packet.data) {
        Ok(read) if !read.vessel.is_empty() && !read.crates.is_empty() => read,
        _ => return Ok(IbcReceiveResponse::new(refused())),
    };
    let heaviest = manifest.crates.iter().max().unwrap();
    CRATES.save(deps.storage, &manifest.vessel, heaviest)?;
    Ok(IbcReceiveResponse::new(accepted()))
}
