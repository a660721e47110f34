"""A school's fees, whose errors and requests Sentry's SDK reports: see docs/clients.md, Sentry SDKs."""

import sentry_sdk
from fastapi import FastAPI

# The address comes from SENTRY_DSN, release and environment from SENTRY_RELEASE and SENTRY_ENVIRONMENT.
sentry_sdk.init(traces_sample_rate=1.0)
sentry_sdk.set_tag("service", "fees")

app = FastAPI()


@app.get("/fees/{student_id}")
async def fee(student_id: int) -> float:
    terms = {1: 3}
    return 900 / terms[student_id]
