"""Base of everything that lives in the accounts database (ACCOUNTS_DATABASE_URL)."""
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, sessionmaker

ACCOUNTS_URL = os.getenv("ACCOUNTS_DATABASE_URL", "postgresql+psycopg://localhost/tenancy_accounts")


class AccountsBase(DeclarativeBase):
    """Database: accounts."""


engine = create_engine(ACCOUNTS_URL)
Session = sessionmaker(bind=engine)
