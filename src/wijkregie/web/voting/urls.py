"""Addresses of a vote. Codes stand in none of them."""

from django.urls import path

from wijkregie.web.voting.views import (
    bureau,
    electorate,
    game,
    letters,
    paper,
    proof,
    remarks,
    stand,
    vote,
)

app_name = "voting"
_ROUND = "<slug:slug>/budgetronde/<int:pk>"
_PILE = f"{_ROUND}/papier/<int:batch>"
_GAME = f"{_ROUND}/beurten"
urlpatterns = [
    path(f"{_ROUND}/stemmen", vote.vote, name="vote"),
    path(f"{_ROUND}/stembewijs", proof.proof, name="proof"),
    path(f"{_ROUND}/spel", game.game, name="game"),
    path(f"{_ROUND}/stembureau", bureau.bureau, name="bureau"),
    path(f"{_ROUND}/wie-mag-stemmen", electorate.electorate, name="electorate"),
    path(f"{_ROUND}/stemlijst", letters.letters, name="letters"),
    path(f"{_ROUND}/stemlijst/kwijt", stand.lost, name="lost"),
    path(f"{_ROUND}/stemplek", stand.hand_out, name="hand_out"),
    path(f"{_ROUND}/papier", paper.paper, name="paper"),
    path(_PILE, paper.pile, name="pile"),
    path(f"{_PILE}/stem/<int:number>", paper.sheet, name="sheet"),
    path(f"{_PILE}/stem/<int:number>/vaststellen", paper.settle, name="settle"),
    path(_GAME, game.turns, name="turns"),
    path(f"{_GAME}/plannen", game.plan, name="plan_turns"),
    path(f"{_GAME}/<int:number>/sluiten", game.close, name="close_turn"),
    path(f"{_GAME}/plan/<int:proposal>/nee", game.veto, name="veto"),
    path(f"{_GAME}/plan/<int:proposal>/erbij", game.put_up, name="put_up"),
    path(f"{_ROUND}/woorden", remarks.remarks, name="remarks"),
]
