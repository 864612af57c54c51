"""Who is asking."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException
from sqlmodel import Session, select

from app.core.database import get_session
from app.models.user import User

Database = Annotated[Session, Depends(get_session)]


def current_user(database: Database, x_user: Annotated[str, Header()]) -> User:
    """The user whom the gateway has signed in."""
    user = database.exec(select(User).where(User.email == x_user)).first()
    if user is None:
        raise HTTPException(status_code=401, detail="nobody of that address")
    return user


CurrentUser = Annotated[User, Depends(current_user)]
