"""Addresses. The outcome of a vote, its files, and the desk of who counts."""

from django.urls import path

from wijkregie.web.recount.views import counting, files, public

app_name = "recount"
_ROUND = "<slug:slug>/budgetronde/<int:pk>"
_DESK = f"{_ROUND}/tellen"
_OUTCOME = f"{_ROUND}/uitslag"
urlpatterns = [
    path(_DESK, counting.desk, name="desk"),
    path(f"{_DESK}/vastleggen", counting.declare, name="declare"),
    path(f"{_DESK}/nu", counting.count, name="count"),
    path(f"{_DESK}/loting", counting.lot, name="lot"),
    path(f"{_DESK}/bekendmaken", counting.tell, name="tell"),
    path(f"{_DESK}/openbaar", counting.publishing, name="publishing"),
    path(f"{_DESK}/stembiljetten", counting.ballots, name="hand_out"),
    path(_OUTCOME, public.outcome, name="outcome"),
    path(f"{_OUTCOME}/plan/<int:number>", public.why, name="why"),
    path(f"{_OUTCOME}/telbestand.json", files.audit, name="audit"),
    path(f"{_OUTCOME}/stembiljetten.json", files.ballots, name="ballots"),
    path(f"{_OUTCOME}/stemming.pb", files.pabulib, name="pabulib"),
    path(f"{_OUTCOME}/plannen.csv", files.table, name="table"),
    path(f"{_ROUND}/natellen", public.recount, name="recount"),
]
