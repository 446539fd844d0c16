"""退回修改清单: what of a month was not used, or is to be checked, on one sheet."""

import os

from glidepath._collect_lists import REMARK_COLUMNS
from glidepath._month import Cells, Group, Month
from glidepath._remarks import LEVELS, Level, Remark
from glidepath._table_columns import NUMBER, Column, Look
from glidepath._table_sheet import Table
from glidepath._workbook import Page, open_workbook, place, read_limited, whole_file_fault

SIZE_LIMIT = 20 << 20  # bytes
REMARKS = (
    NUMBER,
    Column("unit", "填报单位", "Unit", 18),
    Column("file", "文件", "File", 26),
    Column("sheet", "工作表", "Sheet", 14, Look.short),
    Column("cell", "单元格(行)", "Cell (row)", 11, Look.short),
    Column("subject", "编号", "Id", 24),
    Column("name", "名称", "Name", 28),
    Column("found", "填报内容", "Found", 20),
    Column("level", "处理", "Level", 9, Look.short),
    Column("why", "原因", "Reason", 56),
)


def returned_table(month: Month, name: str, title: str) -> Table:
    """The sheet: what was sent back first, then what is to be checked."""
    last = (Level.hint,)
    remarks = sorted(month.remarks, key=lambda remark: remark.level in last)
    return Table(
        name=name,
        title=title,
        columns=REMARKS,
        groups=[Group("", "", True, [remark_cells(remark, month) for remark in remarks])],
        nothing=month.say("没有退回的内容", "nothing was sent back"),
        numbered=True,
        frozen=2,
    )


def remark_cells(remark: Remark, month: Month) -> Cells:
    return {
        "unit": remark.unit,
        "file": os.path.basename(remark.file),
        "sheet": remark.sheet,
        "cell": remark.cell,
        "subject": remark.subject,
        "name": remark.name,
        "found": remark.found,
        "level": month.say(str(remark.level), LEVELS[remark.level]),
        "why": month.say(remark.zh, remark.en),
    }


def read_returned(path: str | os.PathLike[str]) -> list[Remark]:
    """The rows of a list that collecting wrote, on both of its sheets. Raises InputError."""
    remarks = []
    headers = [header for header, _ in REMARK_COLUMNS]
    name = os.fspath(path)
    pages = list(map(Page, open_workbook(read_limited(path, SIZE_LIMIT), name).worksheets))
    for page in pages:
        level = Level.hint if "提示" in page.title else Level.returned
        columns = {page.text(2, at): at for at in range(1, page.max_column + 1)}
        lacking = [header for header in headers[:-1] if header not in columns]
        if lacking:  # the last column repeats the reason in English
            raise whole_file_fault(
                "wrong_workbook",
                place(name, page.title),
                "not a list of what goes back, as collect writes it (不是收表得到的"
                f"“退回修改清单.xlsx”); columns missing: {', '.join(lacking)}",
            )
        for row in page.rows:
            said = [page.text(row, columns[h]) if h in columns else "" for h in headers]
            if not said[0].isdigit():
                continue
            _, unit, file, tab, cell, subject, name, found, zh, en = said
            remarks.append(Remark(level, zh, en, unit, file, tab, cell, subject, name, found))
    return remarks
