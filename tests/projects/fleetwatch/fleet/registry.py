"""One registry for declarative and imperative mapping."""
from sqlalchemy.orm import registry

mapper_registry = registry()
Base = mapper_registry.generate_base()
