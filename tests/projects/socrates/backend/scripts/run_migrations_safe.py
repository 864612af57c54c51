"""Upgrades each database to the head of its branch."""
import os
import subprocess

BRANCHES = {"auth": os.environ.get("DATABASE_URL_AUTH"), "specs": os.environ.get("DATABASE_URL_SPECS")}

if __name__ == "__main__":
    for branch, url in BRANCHES.items():
        subprocess.run(["alembic", "upgrade", f"{branch}@head"], env={**os.environ, "DATABASE_URL": url or ""}, check=True)
