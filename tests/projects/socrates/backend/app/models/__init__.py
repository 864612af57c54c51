"""The models; quality.py is not among them yet."""
from .admin import AdminRole, AdminUser
from .project import Conflict, Project, Session, Specification
from .user import RefreshToken, User

__all__ = ["AdminRole", "AdminUser", "Conflict", "Project", "RefreshToken", "Session", "Specification", "User"]
