"""Who may come in. Database: auth"""

from .account import RefreshToken, User
from .administration import AdminAuditLog, AdminRole, AdminUser

__all__ = [
    "AdminAuditLog",
    "AdminRole",
    "AdminUser",
    "RefreshToken",
    "User",
]
