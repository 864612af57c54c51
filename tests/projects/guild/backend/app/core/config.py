"""Settings from the environment."""
import os


class Settings:
    PROJECT_NAME: str = "guild"

    @property
    def database_url(self) -> str:
        return os.environ["POSTGRES_URL"]


settings = Settings()
