"""What is being built. Database: specs"""

from .activity import ActivityLog, ProjectInvitation
from .analytics import AnalyticsMetric, DocumentChunk, NotificationPreference
from .billing import APIKey, Invoice, LLMUsageTracking, Subscription
from .collaboration import ProjectShare, Team, TeamMember
from .generation import GeneratedFile, GeneratedProject
from .specification import Conflict, ConversationHistory, Project, Question, Session, Specification
from .tracking import (
    KnowledgeBaseDocument,
    QualityMetric,
    QuestionEffectiveness,
    UserBehaviorPattern,
)

__all__ = [
    "APIKey",
    "ActivityLog",
    "AnalyticsMetric",
    "Conflict",
    "ConversationHistory",
    "DocumentChunk",
    "GeneratedFile",
    "GeneratedProject",
    "Invoice",
    "KnowledgeBaseDocument",
    "LLMUsageTracking",
    "NotificationPreference",
    "Project",
    "ProjectInvitation",
    "ProjectShare",
    "QualityMetric",
    "Question",
    "QuestionEffectiveness",
    "Session",
    "Specification",
    "Subscription",
    "Team",
    "TeamMember",
    "UserBehaviorPattern",
]
