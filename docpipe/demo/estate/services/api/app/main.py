"""The booking API."""

import os

from fastapi import FastAPI

app = FastAPI(title="Ferrywise")
JWT_TTL_MINUTES = int(os.environ.get("JWT_TTL_MINUTES", "30"))


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
