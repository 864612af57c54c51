"""Orchards, what is sprayed and watered in them, and what the region allows."""

import uuid
from datetime import date

from fastapi import APIRouter, HTTPException
from sqlalchemy import select as plain_select
from sqlmodel import Session, select

from app.api.current_user import CurrentUser, Database
from app.models.feed import WeatherFeed
from app.models.irrigation import IrrigationPlan
from app.models.orchard import Orchard, SprayAlert, SprayRecord
from app.models.region import Region, RegionalRule

router = APIRouter()


@router.get("")
def list_orchards(user: CurrentUser, database: Database) -> list[Orchard]:
    return list(database.exec(select(Orchard).where(Orchard.owner_id == user.id)))


@router.post("/{orchard_id}/sprays")
def spray(orchard_id: uuid.UUID, record: SprayRecord, database: Database) -> SprayRecord:
    orchard = database.get(Orchard, orchard_id)
    if orchard is None:
        raise HTTPException(status_code=404, detail="no such orchard")
    if is_forbidden(database, orchard, record):
        raise HTTPException(status_code=409, detail="the region forbids it")
    record.orchard_id = orchard.id
    database.add(record)
    database.commit()
    database.refresh(record)
    return record


def is_forbidden(database: Session, orchard: Orchard, record: SprayRecord) -> bool:
    """Whether a rule of the region forbids the product today."""
    rules = plain_select(RegionalRule).join(Region, Region.code == RegionalRule.region_code)
    found = rules.where(
        Region.code == orchard.region_code,
        RegionalRule.product == record.product,
        RegionalRule.forbidden_from <= date.today(),
    )
    return database.execute(found).first() is not None


@router.get("/{orchard_id}/alerts")
def list_alerts(orchard_id: uuid.UUID, database: Database) -> list[SprayAlert]:
    return list(database.exec(select(SprayAlert).where(SprayAlert.orchard_id == orchard_id)))


@router.get("/{orchard_id}/irrigation")
def irrigation(orchard_id: uuid.UUID, season: int, database: Database) -> IrrigationPlan | None:
    plan = select(IrrigationPlan).where(
        IrrigationPlan.orchard_id == orchard_id, IrrigationPlan.season == season
    )
    return database.exec(plan).first()


@router.get("/weather/{region_code}")
def weather_feeds(region_code: str, database: Database) -> list[WeatherFeed]:
    return list(database.exec(select(WeatherFeed).where(WeatherFeed.region_code == region_code)))
