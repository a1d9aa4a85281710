"""Addresses of areas and the map."""

from django.urls import path

from wijkregie.web.areas.views import files, find, pages

app_name = "areas"
_AREA = "<slug:slug>/gebied/<str:words>"
_ONE = f"{_AREA}/cijfers/<slug:key>"
urlpatterns = [
    path("<slug:slug>/kaart", pages.area_map, name="map"),
    path("<slug:slug>/kaart.svg", files.area_map, {"kind": "svg"}, name="map_svg"),
    path("<slug:slug>/kaart.png", files.area_map, {"kind": "png"}, name="map_png"),
    path("<slug:slug>/vergelijk", pages.compare, name="compare"),
    path("<slug:slug>/waar-ben-ik", find.here, name="here"),
    path("<slug:slug>/gebied", find.choose, name="choose"),
    path(_AREA, pages.detail, name="detail"),
    path(f"{_AREA}/cijfers", pages.figures, name="figures"),
    path(f"{_AREA}/cijfers.csv", files.figures, {"kind": "csv"}, name="figures_csv"),
    path(f"{_AREA}/cijfers.xlsx", files.figures, {"kind": "xlsx"}, name="figures_xlsx"),
    path(_ONE, pages.figure, name="figure"),
    path(f"{_ONE}.csv", files.figure, {"kind": "csv"}, name="figure_csv"),
    path(f"{_ONE}.xlsx", files.figure, {"kind": "xlsx"}, name="figure_xlsx"),
    path(f"{_ONE}.svg", files.figure, {"kind": "svg"}, name="figure_svg"),
    path(f"{_ONE}.png", files.figure, {"kind": "png"}, name="figure_png"),
]
