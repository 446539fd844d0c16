"""The plan of examples/gongshu against its text: every quote is there, and nothing is left out silently."""

import csv
import re
import tomllib
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "gongshu"
TEXT = (FOLDER / "plan.zh.txt").read_text(encoding="utf-8")
PLAN = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))

SHORTEST_QUOTE = 6  # a quote like "5" would cover every 5 of the text
LONGEST_QUOTE = 80
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
TRIGGER = re.compile("每年|逐年|保持|快于|全覆盖|应保尽保|累计|竣工|制定|创建|稳中有降")
CADENCE = re.compile("每年|每季度|每月|每两周|周例会|月调度|季分析|年总结|年度推进情况及时")
# Numbers that describe and ask for nothing: years and spans, an age, capacities, labels.
DESCRIBING = re.compile("20[0-9]{2}年|[35]年|3岁以下|48万千瓦|220kV|10万千瓦|110kV|9大领域")
# Thresholds that the text says in words: 应保尽保 is read as 100 %.
THRESHOLD_IN_WORDS = {"public_rental_coverage"}


def read_rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spans_of(quote, start, end):
    found = []
    at = TEXT.find(quote, start, end)
    while at >= 0:
        found.append((at, at + len(quote)))
        at = TEXT.find(quote, at + 1, end)
    return found


def programme_sections():
    """Programme number -> where its heading starts and where the next heading does."""
    first = TEXT.index("二、责任分工")
    last = TEXT.index("三、工作机制")
    heads = [m.start() for m in re.finditer("（[一二三四五六七八九十]+）实施", TEXT) if first < m.start() < last]
    return {str(n): span for n, span in enumerate(zip(heads, heads[1:] + [last]), start=1)}


PROGRAMMES = programme_sections()
PART_TWO = (TEXT.index("二、责任分工"), TEXT.index("三、工作机制"))
PART_THREE = (TEXT.index("三、工作机制"), TEXT.index("抄送："))
GOALS = {goal["id"]: goal for goal in PLAN["goal"]}
INDICATORS = {indicator["id"]: indicator for indicator in PLAN["indicator"]}


def section_of(goal_id):
    if goal_id is None:
        return PART_THREE
    goal = GOALS[goal_id]
    while "parent" in goal:
        goal = GOALS[goal["parent"]]
    return PROGRAMMES[goal["number"]]


def quotes_with_sections():
    """Each quote of the plan with the part of the text in which it must stand."""
    quotes = []
    for goal in PLAN["goal"]:
        if "quote" in goal:
            quotes.append((goal["quote"], section_of(goal["id"])))
    for target in PLAN["target"]:
        goal = target.get("goal", INDICATORS[target["indicator"]].get("goal"))
        quotes.append((target["quote"], section_of(goal)))
    for table in ("task", "obligation"):
        for row in PLAN.get(table, []):
            if "quote" in row:
                quotes.append((row["quote"], section_of(row.get("goal"))))
    return quotes


def plan_spans():
    return [span for quote, section in quotes_with_sections() for span in spans_of(quote, *section)]


def left_out_spans():
    return [span for row in read_rows("not-targets.csv") for span in spans_of(row["quote"], *PART_TWO)]


def uncovered(pattern, part, spans):
    missing = []
    for match in pattern.finditer(TEXT, *part):
        if not any(start <= match.start() and match.end() <= end for start, end in spans):
            clause_start = max(TEXT.rfind(mark, 0, match.start()) for mark in "，。；\n") + 1
            clause_end = min(TEXT.find(mark, match.end()) for mark in "。\n" if TEXT.find(mark, match.end()) >= 0)
            missing.append((match.group(), TEXT[clause_start : min(clause_end, clause_start + 40)]))
    return missing


def target_id(target):
    if "id" in target:
        return target["id"]
    stat = re.split(r" (?:[<>=~]|between|within)", target["say"])[0]
    return target["indicator"] + ":" + stat.replace(" ", "-")


def names(table):
    return [row["title" if table in ("goal", "obligation", "task") else "name"] for row in PLAN.get(table, [])]


def test_the_text_has_ten_programmes():
    assert list(PROGRAMMES) == [str(n) for n in range(1, 11)]
    assert [goal["number"] for goal in PLAN["goal"] if "parent" not in goal] == list(PROGRAMMES)


def test_programme_titles_are_those_of_the_headings():
    for goal in PLAN["goal"]:
        if "parent" not in goal:
            start, _ = PROGRAMMES[goal["number"]]
            heading = TEXT[start : TEXT.index("\n", start)]
            assert heading.endswith("实施" + goal["title"]["zh"])


def test_programme_ten_has_its_seven_areas():
    areas = [goal for goal in PLAN["goal"] if goal.get("parent") == "p10_public_services"]
    assert [area["number"] for area in areas] == [f"10.{n}" for n in range(1, 8)]
    start, end = PROGRAMMES["10"]
    assert re.findall("推进“(.有..)”", TEXT[start:end]) == [area["title"]["zh"] for area in areas]


def test_programmes_that_do_not_concern_the_district_say_so():
    silent = [goal for goal in PLAN["goal"] if goal.get("applies") is False]
    assert [goal["number"] for goal in silent] == ["5", "6", "7"]
    assert all("不涉及拱墅区" in goal["quote"] for goal in silent)


def test_each_programme_names_everybody_its_text_names():
    bodies = {body["id"]: body for body in PLAN["body"]}
    for goal in PLAN["goal"]:
        if "parent" in goal:
            continue
        start, end = PROGRAMMES[goal["number"]]
        lines = [line.strip() for line in TEXT[start:end].splitlines()]
        convener_line = next(line for line in lines if line.startswith("召 集 人："))
        lead_line = next(line for line in lines if line.startswith("牵头单位："))
        for person in goal["convener"]:
            assert bodies[person]["name"]["zh"] + bodies[person]["title"]["zh"] in convener_line
        assert lead_line.removeprefix("牵头单位：") == bodies[goal["lead"][0]]["name"]["zh"]
        unit_line = next((line for line in lines if line.startswith("责任单位：")), "")
        listed = unit_line.removeprefix("责任单位：").rstrip("。")
        rest = listed.removesuffix(goal.get("supporting_open", ""))
        assert goal.get("supporting_open", "") == listed[len(rest) :]
        printed = rest.split("、") if rest else []
        supporting = [bodies[unit] for unit in goal.get("supporting", [])]
        assert len(printed) == len(supporting)
        for name, unit in zip(printed, supporting):
            assert name in [unit["name"]["zh"], *unit.get("aliases", [])]


def test_each_quote_stands_in_its_programme():
    for quote, section in quotes_with_sections():
        assert spans_of(quote, *section), quote


def test_each_quote_lies_within_one_sentence():
    for quote, _ in quotes_with_sections():
        assert "。" not in quote and "\n" not in quote, quote


def test_quotes_are_neither_too_short_nor_too_long():
    for quote, _ in quotes_with_sections():
        assert SHORTEST_QUOTE <= len(quote) <= LONGEST_QUOTE, quote


def test_rows_left_out_stand_in_the_programmes_and_have_a_reason():
    for row in read_rows("not-targets.csv"):
        assert list(row) == ["quote", "reason"]
        assert spans_of(row["quote"], *PART_TWO), row["quote"]
        assert SHORTEST_QUOTE <= len(row["quote"]) <= LONGEST_QUOTE
        assert "。" not in row["quote"]
        assert row["reason"].strip()


def test_nothing_is_both_encoded_and_left_out():
    for start, end in left_out_spans():
        for plan_start, plan_end in plan_spans():
            assert end <= plan_start or plan_end <= start, TEXT[start:end]


def test_every_number_of_the_programmes_is_encoded_or_left_out_with_a_reason():
    assert uncovered(NUMBER, PART_TWO, plan_spans() + left_out_spans()) == []


def test_every_committing_clause_of_the_programmes_is_encoded_or_left_out_with_a_reason():
    assert uncovered(TRIGGER, PART_TWO, plan_spans() + left_out_spans()) == []


def test_every_cadence_of_the_mechanism_is_an_obligation():
    spans = [span for row in PLAN["obligation"] if "goal" not in row for span in spans_of(row["quote"], *PART_THREE)]
    assert uncovered(CADENCE, PART_THREE, spans) == []


def test_the_weekly_and_the_fortnightly_meeting_share_a_topic():
    cadences = {}
    for row in PLAN["obligation"]:
        if "topic" in row:
            cadences.setdefault(row["topic"], set()).add(row["every"])
    assert [topic for topic, every in cadences.items() if len(every) > 1] == ["regular_meeting"]
    assert cadences["regular_meeting"] == {"week", "2 weeks"}


def test_every_yearly_special_fund_is_an_obligation():
    funds = [row for row in PLAN["obligation"] if "每年统筹安排专项资金" in row["quote"]]
    found = TEXT.count("每年统筹安排专项资金", *PART_TWO)
    assert len(funds) == found == len({row["goal"] for row in funds})
    assert all(row["every"] == "year" for row in funds)


def test_obligations_start_within_the_plan():
    for row in PLAN["obligation"]:
        assert PLAN["plan"]["issued"] <= row["anchor"] <= row["until"] <= date(2027, 12, 31)
        assert "nchor assumed" in row["note"]


def test_each_threshold_is_printed_in_its_quote():
    for target in PLAN["target"]:
        threshold = re.search(r"(?:[<>]=?|~) ([0-9.]+%?)", target["say"])
        if threshold and target["indicator"] not in THRESHOLD_IN_WORDS:
            assert threshold.group(1) in NUMBER.findall(target["quote"]) or threshold.group(1) + "%" in NUMBER.findall(
                target["quote"]
            ), target["say"] + "  " + target["quote"]


def test_each_asking_number_of_the_programmes_is_the_threshold_of_a_target():
    asked = []
    for target in PLAN["target"]:
        threshold = re.search(r"(?:[<>]=?|~) ([0-9.]+)", target["say"])
        section = section_of(INDICATORS[target["indicator"]].get("goal"))
        asked += [(span, threshold.group(1)) for span in spans_of(target["quote"], *section) if threshold]
    left_out = left_out_spans()
    for match in NUMBER.finditer(TEXT, *PART_TWO):
        place = (match.start(), match.end())
        if DESCRIBING.match(TEXT, match.start()) or any(a <= place[0] and place[1] <= b for a, b in left_out):
            continue
        number = match.group().rstrip("%")
        assert any(a <= place[0] and place[1] <= b and value == number for (a, b), value in asked), TEXT[
            match.start() - 20 : match.end() + 5
        ]


def test_strict_words_make_strict_comparisons():
    for target in PLAN["target"]:
        threshold = re.search(r" ([<>]=?) ([0-9.]+)", target["say"])
        if threshold is None:
            continue
        before = re.search(r"(超过|突破|超)" + re.escape(threshold.group(2)), target["quote"])
        assert (threshold.group(1) == ">") == (before is not None), target["say"] + "  " + target["quote"]


def test_there_are_at_least_110_targets():
    assert len(PLAN["target"]) >= 110


def test_ids_are_unique_in_the_plan():
    ids = [row["id"] for table in ("body", "goal", "indicator", "task", "obligation") for row in PLAN.get(table, [])]
    ids += [target_id(target) for target in PLAN["target"]]
    assert len(ids) == len(set(ids))


def test_ids_are_spelt_as_ids():
    for table in ("body", "goal", "indicator", "task", "obligation"):
        for row in PLAN.get(table, []):
            assert re.fullmatch("[a-z0-9_]+", row["id"])


def test_references_resolve():
    bodies = {body["id"] for body in PLAN["body"]}
    assert all(body.get("parent", body["id"]) in bodies for body in PLAN["body"])
    for goal in PLAN["goal"]:
        assert goal.get("parent", goal["id"]) in GOALS
        for key in ("convener", "lead", "supporting"):
            assert set(goal.get(key, [])) <= bodies
    for indicator in PLAN["indicator"]:
        assert indicator.get("goal", PLAN["goal"][0]["id"]) in GOALS
        for key in ("numerator", "denominator"):
            assert indicator.get(key, indicator["id"]) in INDICATORS
    for target in PLAN["target"]:
        assert target["indicator"] in INDICATORS
        other = re.search(r"[<>]=? (?:growth of |change of )?([a-z][a-z0-9_]*)$", target["say"])
        assert other is None or other.group(1) == "tbd" or other.group(1) in INDICATORS
    for obligation in PLAN["obligation"]:
        assert obligation["body"] in bodies
        assert obligation.get("goal", PLAN["goal"][0]["id"]) in GOALS


def test_a_milestone_is_done_and_nothing_else_is():
    for target in PLAN["target"]:
        milestone = INDICATORS[target["indicator"]]["kind"] == "milestone"
        assert milestone == target["say"].startswith("done")


def test_a_sum_is_asked_of_flows_only():
    for target in PLAN["target"]:
        if target["say"].startswith("sum"):
            assert INDICATORS[target["indicator"]]["kind"] == "flow"


def test_everything_has_a_chinese_and_an_english_name():
    for table in ("body", "goal", "indicator", "unit", "obligation", "task"):
        for name in names(table):
            assert set(name) == {"zh", "en"} and name["zh"].strip() and name["en"].strip()
            assert name["en"].isascii()
    for person in (body for body in PLAN["body"] if body["role"] == "person"):
        assert set(person["title"]) == {"zh", "en"}


def test_observations_belong_to_indicators_and_follow_the_plan_order():
    order = {indicator: position for position, indicator in enumerate(INDICATORS)}
    rows = read_rows("observations.csv")
    keys = [(order[row["indicator"]], row["place"], row["period"]) for row in rows]
    assert keys == sorted(keys)
    assert {row["place"] for row in rows} == {"", "杭州市"}


def test_observations_use_the_words_of_the_format():
    for row in read_rows("observations.csv"):
        assert re.fullmatch(r"[0-9]{4}(-[0-9]{2}|\.\.[0-9]{4})?", row["period"])
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row["value"])
        assert row["measure"] in {"value", "ytd", "growth", "ytd_growth", "share_of_annual", "rank"}
        assert row["status"] in {"A", "R", "P", "E", "B"}
        assert re.fullmatch(r"([0-9]{4}-[0-9]{2}(-[0-9]{2})?)?", row["released"])


def test_sources_are_titles_and_not_addresses():
    for row in read_rows("observations.csv"):
        assert row["source"].strip()
        assert "http" not in row["source"] and "www" not in row["source"]


def test_no_observation_is_given_twice():
    columns = ("indicator", "place", "period", "measure", "released", "source")
    keys = [tuple(row[column] for column in columns) for row in read_rows("observations.csv")]
    assert len(keys) == len(set(keys))


def test_figures_are_kept_as_printed():
    columns = ("indicator", "place", "period", "measure")
    rows = {tuple(row[column] for column in columns): row for row in read_rows("observations.csv")}
    slip = rows["air_conditioning_control", "", "2023", "value"]
    assert (slip["value"], slip["unit"]) == ("17.05", "千瓦")
    assert rows["new_urban_jobs", "杭州市", "2024", "value"]["value"] == "30.60"
    estimate = rows["fixed_asset_investment", "", "2023", "value"]
    assert (estimate["value"], estimate["status"], estimate["released"]) == ("841", "E", "2024-01-08")
