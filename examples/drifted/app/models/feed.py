"""Where the weather comes from."""

from sqlmodel import Field, SQLModel


class WeatherFeed(SQLModel, table=True):
    """A station or a service that is asked every hour."""

    __tablename__ = "weather_feed"

    id: int | None = Field(default=None, primary_key=True)
    region_code: str = Field(index=True, max_length=8)
    url: str
    parser: str | None = Field(default=None, max_length=40)
