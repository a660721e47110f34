"""A school's students. OpenTelemetry records its requests, errors and logs from outside: see docs/clients.md, FastAPI."""

import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from opentelemetry import _logs, metrics, trace
from pydantic import BaseModel, Field

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("students")

# ── What OpenTelemetry does not do from outside ─────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def send_the_rest(_: FastAPI):
    """uvicorn ends by the signal that stops it, before the SDK would send what it still has."""
    yield
    for provider in (trace.get_tracer_provider(), metrics.get_meter_provider(), _logs.get_logger_provider()):
        if hasattr(provider, "force_flush"):
            provider.force_flush()


# FastAPI 0.142, unlike those before and after, sends to the same address by itself: everything would leave twice.
app = FastAPI(lifespan=send_the_rest, telemetry={"auto_configure": False})


@app.middleware("http")
async def identify(request: Request, call_next):
    """Answers with the caller's X-Request-ID, or with the trace's id, and keeps it with the span and its errors."""
    span = trace.get_current_span()
    request_id = request.headers.get("X-Request-ID") or trace.format_trace_id(span.get_span_context().trace_id)
    span.set_attribute("request.id", request_id)
    request.state.request_id = request_id
    response = await call_next(request)
    response.headers["X-Request-ID"] = request_id
    return response


@app.exception_handler(Exception)
async def answer_fault(request: Request, _: Exception):
    """What nobody caught is answered outside all middleware."""
    return JSONResponse({"detail": "Internal Server Error"}, 500, {"X-Request-ID": request.state.request_id})


# ── The service ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class Student(BaseModel):
    name: str = Field(min_length=1)
    year: int = Field(ge=1, le=13)


students: dict[int, Student] = {1: Student(name="Ada", year=7)}


@app.get("/students/{student_id}")
async def show(student_id: int) -> Student:
    if student_id not in students:
        raise HTTPException(404, "no such student")
    return students[student_id]


@app.post("/students", status_code=201)
async def enrol(student: Student) -> int:
    student_id = len(students) + 1
    students[student_id] = student
    logger.info("enrolled student %d", student_id)
    return student_id


@app.get("/students/{student_id}/average")
async def average(student_id: int) -> float:
    marks: list[int] = []
    logger.warning("student %d has %d marks", student_id, len(marks))
    return sum(marks) / len(marks)
