"""The addresses of money: payments, costs, the money of one case, what the council sets about it, and the bench."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import bench, case_money, costs, payments, settings_money

urlpatterns: list[URLPattern] = [
    path("payments/", payments.payments, name="payments"),
    path("payments/year/<slug:year>/", payments.of_year, name="payments-of-year"),
    path("payments/<int:number>/", payments.payment, name="payment"),
    path("payments/<int:number>/approve/", payments.approve, name="payment-approve"),
    path("payments/<int:number>/refuse/", payments.refuse, name="payment-refuse"),
    path("costs/", costs.costs, name="costs"),
    path("bench/", bench.bench, name="bench"),
    path("bench/join/", bench.join, name="bench-join"),
    path("bench/<int:number>/", bench.one, name="bench-one"),
    path("bench/<int:number>/change/", bench.change, name="bench-change"),
    path("bench/<int:number>/away/", bench.away, name="bench-away"),
    path("bench/<int:number>/free/", bench.free, name="bench-free"),
    path("bench/<int:number>/tie/", bench.tie, name="bench-tie"),
    path("bench/<int:number>/tie/<int:tie>/away/", bench.drop_tie, name="bench-tie-drop"),
    path("bench/<int:number>/leave/", bench.leave, name="bench-leave"),
    path("settings/money/", settings_money.money, name="settings-money"),
    path("settings/money/<slug:slug>/", settings_money.money_one, name="settings-money-one"),
    path("cases/<path:reference>/money/", case_money.money, name="case-money"),
]
