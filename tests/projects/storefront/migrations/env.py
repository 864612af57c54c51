"""Runs each revision on every database: the main one, and one for each bind key."""
import logging
from logging.config import fileConfig

from alembic import context
from sqlalchemy import MetaData, engine_from_config, pool

from storefront import create_app

config = context.config
fileConfig(config.config_file_name, disable_existing_loggers=False)
logger = logging.getLogger("alembic.env")
application = create_app()
context.config.set_main_option("sqlalchemy.url", application.config["SQLALCHEMY_DATABASE_URI"].replace("%", "%%"))
bind_names = []
for bind, url in (application.config.get("SQLALCHEMY_BINDS") or {}).items():
    context.config.set_section_option(bind, "sqlalchemy.url", str(url).replace("%", "%%"))
    bind_names.append(bind)
target_db = application.extensions["migrate"].db


def get_metadata(bind):
    """Return the metadata for a bind."""
    if bind == "":
        bind = None
    return target_db.metadatas.get(bind, MetaData())


def run_migrations_online():
    engines = {"": {"engine": engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool)}}
    for name in bind_names:
        engines[name] = rec = {}
        rec["engine"] = engine_from_config(context.config.get_section(name), prefix="sqlalchemy.", poolclass=pool.NullPool)

    for name, rec in engines.items():
        engine = rec["engine"]
        rec["connection"] = conn = engine.connect()
        rec["transaction"] = conn.begin()

    try:
        for name, rec in engines.items():
            context.configure(
                connection=rec["connection"],
                upgrade_token="%s_upgrades" % name,
                downgrade_token="%s_downgrades" % name,
                target_metadata=get_metadata(name),
            )
            context.run_migrations(engine_name=name)
        for rec in engines.values():
            rec["transaction"].commit()
    except:  # noqa: E722
        for rec in engines.values():
            rec["transaction"].rollback()
        raise
    finally:
        for rec in engines.values():
            rec["connection"].close()


run_migrations_online()
