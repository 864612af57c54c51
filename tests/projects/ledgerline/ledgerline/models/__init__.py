from .account import Account, AccountKind, account_labels
from .customer import Customer, Label
from .entry import AuditRecord, Entry, Invoice, invoice_number

__all__ = [
    "Account",
    "AccountKind",
    "AuditRecord",
    "Customer",
    "Entry",
    "Invoice",
    "Label",
    "account_labels",
    "invoice_number",
]
