"""Charts over HTTP: a question over all releases, as a drawing, a page or numbers."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Query, Request, params
from fastapi.responses import Response

from bot.api.problems import responses
from bot.api.tags import IF_NONE_MATCH, NOT_MODIFIED, described, tagged
from bot.errors import SaysoError
from bot.media.chart_layout import Size
from bot.media.chart_page import page
from bot.media.chart_png import png
from bot.media.chart_svg import svg
from bot.reporting.chart import Chart
from bot.reporting.chart_data import chart_csv, chart_json
from bot.reporting.measures import ChartMeasure
from bot.reporting.trends import ChartKind, ChartRequest
from bot.usecases.releasing.charting import Charting

DrawChart = Callable[[Chart, Size | None], bytes]
"""Returns a chart as a file."""

DRAWN: Mapping[str, tuple[str, DrawChart]] = {
    "svg": ("image/svg+xml", lambda chart, size: svg(chart, size or Size.SLIDE).encode()),
    "png": ("image/png", lambda chart, size: png(svg(chart, size or Size.SLIDE))),
    "html": ("text/html", lambda chart, size: page(chart, size).encode()),
    "csv": ("text/csv", lambda chart, _size: chart_csv(chart).encode("utf-8-sig")),
    "json": ("application/json", lambda chart, _size: chart_json(chart).encode()),
}
"""How a chart is made for each ending of an address, and its media type."""

_ID = "^[a-z0-9][a-z0-9:-]*$"
_ERRORS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def add_charts(app: FastAPI, charting: Charting, needs: params.Depends) -> None:
    """Add the addresses of charts to the API, for requests that `needs` lets through."""
    app.state.charting = charting
    for ending, (media_type, draw) in DRAWN.items():
        app.get(
            f"/charts/{{flow}}/{{question}}.{ending}",
            name=f"chart.{ending}",
            dependencies=[needs],
            response_class=Response,
            responses={200: described("The chart", media_type), **NOT_MODIFIED, **responses(*_ERRORS)},
        )(_charting(media_type, draw))


def _charting(media_type: str, draw: DrawChart) -> Callable[..., Awaitable[Response]]:
    async def chart(
        request: Request,
        *,
        flow: Annotated[str, Path(pattern=_ID, description="The conversation, such as patient.")],
        question: Annotated[str, Path(pattern=_ID, description="The question, such as rights.")],
        service: Annotated[str | None, Query(description="The code of a ward; everybody if left out.")] = None,
        of: Annotated[
            ChartMeasure, Query(description="The share of good answers, or how many people answered.")
        ] = ChartMeasure.GOOD,
        target: Annotated[int | None, Query(ge=0, description="What is aimed at, in the chart's unit.")] = None,
        kind: Annotated[
            ChartKind | None,
            Query(alias="chart", description="If left out, p for shares and xmr for people; run below 12 figures."),
        ] = None,
        size: Annotated[
            Size | None,
            Query(description="What it is drawn for; if left out, a slide, or a page that fits any screen."),
        ] = None,
        known: IF_NONE_MATCH = None,
    ) -> Response:
        """Return a chart of a question over all releases, of everybody or of one ward."""
        charting: Charting = request.app.state.charting
        try:
            drawn = await charting.chart(flow, ChartRequest(question, of, service, target, kind))
        except SaysoError as error:
            raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from None
        try:
            return tagged(await to_thread(draw, drawn, size), media_type, known)
        except LookupError as error:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, f"This cannot be drawn: {error}.") from None

    return chart
