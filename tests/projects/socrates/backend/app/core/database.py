"""Two databases, two engines.

- socrates_auth (DATABASE_URL_AUTH): users and administrators, AuthBase
- socrates_specs (DATABASE_URL_SPECS): projects and specifications, SQLModel
"""
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

DATABASE_URL_AUTH = os.environ["DATABASE_URL_AUTH"]
DATABASE_URL_SPECS = os.environ["DATABASE_URL_SPECS"]

engine_auth = create_engine(DATABASE_URL_AUTH, pool_pre_ping=True)
engine_specs = create_engine(DATABASE_URL_SPECS, pool_pre_ping=True)
SessionLocalAuth = sessionmaker(bind=engine_auth)
SessionLocalSpecs = sessionmaker(bind=engine_specs)

AuthBase = declarative_base()
