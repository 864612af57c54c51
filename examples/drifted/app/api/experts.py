"""What agronomists do: judge answers, and approve those that come again and again."""

import uuid

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel
from sqlalchemy import select

from app.api.current_user import CurrentUser, Database
from app.models.faq import FAQCandidate, QueryCluster
from app.models.quality import ExpertFeedback, ExpertProfile, FeedbackKind

router = APIRouter()


class Judgement(BaseModel):
    """What an agronomist says of an answer."""

    kind: FeedbackKind
    question: str
    correction: str | None = None


@router.post("/feedback")
def judge(judgement: Judgement, user: CurrentUser, database: Database) -> dict[str, uuid.UUID]:
    found = select(ExpertProfile).where(ExpertProfile.user_id == user.id)
    expert = database.execute(found).scalar_one_or_none()
    if expert is None:
        raise HTTPException(status_code=403, detail="agronomists only")
    feedback = ExpertFeedback(
        expert_id=expert.id,
        kind=judgement.kind,
        question=judgement.question,
        correction=judgement.correction,
    )
    database.add(feedback)
    database.commit()
    return {"id": feedback.id}


@router.get("/candidates")
def candidates(database: Database) -> list[str]:
    found = (
        select(FAQCandidate.answer)
        .join(QueryCluster, QueryCluster.id == FAQCandidate.cluster_id)
        .where(QueryCluster.state == "open", FAQCandidate.approved_by.is_(None))
    )
    return list(database.execute(found).scalars())
