// What is told about the published methods before they are run: formula, classes, limits, source.
// The one table from which Python and the command line take it as well.
#pragma once

#include <glidepath/assess/method/method.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace glidepath {

/// A published method in words. The header of the method says the same at greater length.
struct MethodInfo {
    MethodName name;
    std::string_view title_zh;
    std::string_view title_en;
    std::string_view rule_zh;  ///< What it compares, and what it accepts: the rest of a sentence.
    std::string_view rule_en;
    std::string_view formula;     ///< y0, yt, yT: values at base, latest and target time.
    std::string_view classes_zh;  ///< Thresholds, closed where >= stands, and the scale of a score.
    std::string_view classes_en;
    std::string_view undefined_zh;  ///< What it takes, and where it has no answer.
    std::string_view undefined_en;
    std::string_view source;  ///< Where the rule was read.
};

namespace detail {
inline constexpr std::array<MethodInfo, 12> method_infos{{
    {MethodName::eurostat, "欧盟统计局", "Eurostat",
     "比较基期至最新数据的年均增速与达标所需的年均增速，达到95%即可",
     "compares the yearly growth from base to latest with the growth required and accepts 95 % of "
     "it",
     "R = CAGR(y0, yt) / CAGR(y0, yT), CAGR(a, b) = (b/a)^(1/years) - 1; without a target v = "
     "CAGR(y0, yt), signed by the wanted direction",
     "R >= 0.95 显著进展，>= 0.60 中等进展，>= 0 进展不足，< 0 偏离目标；无目标值时 v > 1% "
     "显著进展，> 0.1% 中等进展，±0.1% 无明显变化，>= -1% 中等偏离，其余显著偏离；得分-5至5",
     "R >= 0.95 significant, >= 0.60 moderate, >= 0 insufficient progress, < 0 movement away; "
     "without a target v > 1 % significant, > 0.1 % moderate progress, +-0.1 % neutral, >= -1 % "
     "moderate, below significant movement away; score -5 to 5",
     "仅用于水平值，只看首尾两点。基期值为0、目标值为0、正负号改变、基期值等于目标值、基期已达标、"
     "已过"
     "目标年份时无定义，不以小数代替0",
     "levels only, their two end points. Undefined for a base or target of 0, a change of sign, a "
     "base that equals or satisfies the target, a target year that is past; nothing replaces a 0",
     "open-sdg docs/progress-methodology.md (thresholds); sdg.iisd.org, September 2018 (names); "
     "EUSTAT's build scripts (classes without target, scores)"},
    {MethodName::statcan, "加拿大统计局", "Statistics Canada (Open SDG)",
     "比较基期至最新数据的年均增速与达标所需的年均增速，达到95%即可，已达标者不看趋势",
     "compares the yearly growth from base to latest with the growth required and accepts 95 % of "
     "it, whatever the trend once the target is reached",
     "R = s d CAGR(y0, yt) / |CAGR(y0, yT)|, d = +-1 the wanted direction, s = -1 for a negative "
     "base; without a target s d CAGR(y0, yt)",
     "已达标为目标已实现；R >= 0.95 进展良好，>= 0.60 有进展但需加快，>= 0 进展有限，< 0 恶化；"
     "无目标值时界限为1.5% C、0.5% C、0，C 随接近自然极限而缩小；得分-5至5",
     "target achieved if the value satisfies it; R >= 0.95 on track, >= 0.60 moderate, >= 0 "
     "limited progress, < 0 deterioration; without a target 1.5 % C, 0.5 % C and 0, where C "
     "shrinks near a natural limit; score -5 to 5",
     "仅用于水平值，只看首尾两点。基期值或目标值为0、正负号改变、基期值等于目标值时无定义；原软件"
     "以0.001代替0，此处不采用",
     "levels only, their two end points. Undefined for a base or target of 0 (Open SDG puts 0.001 "
     "in its place, which decides the verdict), a change of sign, a base equal to the target",
     "open-sdg/sdg-build sdg/ProgressMeasure.py at 139fede7; open-sdg docs/progress.md"},
    {MethodName::unsd_2023, "联合国统计司(2023)", "UN Statistics Division (2023)",
     "按年均增速外推至目标年，达到所需变动的95%即可",
     "extends the yearly growth so far to the target year and accepts 95 % of the required change",
     "P = (ve - y0) / (yT - y0), ve = yt (1 + CAGR(y0, yt))^(T - t); without a target CAGR(y0, "
     "yt)",
     "P >= 0.95 进展顺利或已实现(3)，>= 0.10 有一定进展但需加快(2)，其余停滞或倒退(1)；"
     "最新值已达标者视为实现；无目标值时年增速 >= 2% 为3，>= 0.5% 为2，其余为1",
     "P >= 0.95 on track or met (3), >= 0.10 fair progress (2), below stagnation or regression "
     "(1); a value that satisfies the target is met; without a target a rate >= 2 % is 3, >= 0.5 "
     "% is 2, else 1",
     "用于水平值和里程碑，允许目标值为0。基期值为0、正负号改变、基期值等于目标值、基期已达标而现已"
     "回落时无定义；目标年份已过的，按该年数值评价",
     "levels and milestones; stands a target of 0. Undefined for a base of 0, a change of sign, a "
     "base equal to the target, a base that satisfied the target when the value no longer does; a "
     "past target year is judged in that year",
     "UN Statistics Division, Progress Chart Technical Note 2023, as EUSTAT-DES/site reproduces "
     "it"},
    {MethodName::escap_csi, "联合国亚太经社会现状指数", "ESCAP current status index",
     "比较已走路程与按直线应走路程，不留余地",
     "compares the share of the way done with that of a straight line and allows nothing",
     "CSI = 10 d (yt - y0) / |yT - y0|; wanted from either side: 10 - 10 |yT - yt| / |yT - y0|",
     "0为基期水平，10为目标；原方法不分等级，是否达标按同期直线应有指数比较（本软件的比较）",
     "0 at the base, 10 at the target; no classes of its own: it stands on track where a straight "
     "line to the target would be today (our comparison)",
     "仅用于水平值，数值可为0或变号。基期值等于目标值时无定义，除非保持达标",
     "levels only, which may be 0 or change sign. Undefined for a base equal to the target, unless "
     "it is kept",
     "data.unescap.org, progress assessment methodology; the formula as UNICEF MENARO has coded "
     "it"},
    {MethodName::sdsn, "可持续发展解决方案网络", "SDSN trend arrow",
     "比较基期至最新数据的年均变动量与直线所需变动量，不留余地",
     "compares the mean yearly change from base to latest with the change required, all of it",
     "r = ((xt - x0) / (t - t0)) / ((g - x0) / (T - t0)), x = 100 (y - worst) / (best - worst) cut "
     "to 0 to 100 and at the green threshold g",
     "变动为负：下降；r < 0.5 停滞，< 1 适度改善，>= 1 进展顺利；始终不低于绿色界限：保持实现目标",
     "pace below 0 decreasing; r < 0.5 stagnating, < 1 moderately improving, >= 1 on track; never "
     "below the green threshold maintaining",
     "仅用于水平值。目标年份不晚于基期时无定义；基期已达标时没有 r，只有方向",
     "levels only. Undefined for a target year at the base or past; from a base at the threshold "
     "there is no r, only the direction",
     "Africa SDG Index, frequently asked questions 11 to 14; labels of the SDR data"},
    {MethodName::destatis, "德国联邦统计局天气符号", "Destatis weather symbol",
     "按最近五年平均变动量外推至目标年，差距不超过剩余距离的20%即可",
     "extends the mean change of the last five years to the target year and accepts a shortfall of "
     "20 % of the remaining gap",
     "s = d (yT - h) / |yT - yt|, h = yt + (T - t) (yt - y(t-5)) / 5",
     "s < 5% 晴，<= 20% 少云（均为正常）；其余变动朝向目标为多云，否则为雷雨",
     "s < 5 % sun, <= 20 % slightly cloudy (both on track); above that cloudy if the change leads "
     "towards the target, else thunderstorm",
     "仅用于水平值，与基期无关。须有连续六个年度数值，不足时无定义；已过目标年份时无定义",
     "levels only; the base plays no part. Undefined with fewer than six yearly values in a row, "
     "and for a target year that is past",
     "dns-indikatoren.de/en/status; nsdp.vnso.gov.vu/methodology"},
    {MethodName::elapsed_share, "时序进度", "elapsed share", "比较完成份额与时间进度",
     "compares the share done with the share of time that is over",
     "gap = 100 (done - elapsed); totals: done = sum to date / yT, elapsed = months / 12; levels: "
     "done = (yt - y0) / (yT - y0), elapsed = (t - t0) / (T - t0)",
     "gap >= 0.05个百分点 快于序时进度，<= -0.05 慢于序时进度，其间与序时进度持平",
     "gap >= 0.05 points ahead of schedule, <= -0.05 behind schedule, between them level",
     "用于累计数和水平值，按月均摊，不计季节；时间可按月、按日、按往年进度计。控制性（上限）累计目"
     "标、"
     "目标值不为正、基期值等于目标值或基期已达标时无定义",
     "totals and levels; months count evenly, without season; time by months, by days or by what "
     "earlier years had usually done. Undefined for limits on totals, a target total of 0 or less, "
     "a base that equals or satisfies the target",
     "published figures of Sanming (2010), Ningde and others, which the formula reproduces"},
    {MethodName::growth_gap, "增速差", "growth gap", "比较增速与目标增速",
     "compares growth with the growth aimed at",
     "gap = growth - target growth, in points; for a limit target - growth",
     "gap >= 0 达到目标增速，< 0 低于目标增速",
     "gap >= 0 on track, < 0 behind; the class says whether growth is above or below the number",
     "仅用于增速目标；缺少增速或目标增速时无定义",
     "growth targets only. Undefined without growth or a growth that is wanted",
     "the arithmetic of published figures: 1.5 % against 7 % printed as 5.5 points below"},
    {MethodName::earned_schedule, "挣得进度", "earned schedule", "看计划曲线上何时应完成今天的量",
     "looks up when the planned path wanted what is done today",
     "ES = C + (EV - PV(C)) / (PV(C+1) - PV(C)), C the last period with PV(C) <= EV; SPI(t) = ES / "
     "AT; measure ES - AT in periods",
     "ES > AT 进度提前，= AT 按计划进行，< AT 进度滞后，SPI(t) < 0.95 进度预警",
     "ES > AT ahead of, = AT on, < AT behind schedule; SPI(t) < 0.95 alarm",
     "用于累计数，也可用于计划路径上的水平值。计划值非单调、实际值在计划起点之外、尚无已过时间、控"
     "制性"
     "（上限）累计目标时无定义",
     "totals; levels on their planned path. Undefined for a plan that goes back and forth, a value "
     "on the far side of its start, no time that is over, limits on totals",
     "Lipke 2003; pmi.org/learning/library/practical-calculation-schedule-variance-7028"},
    {MethodName::rag, "红黄绿灯", "red, amber, green",
     "比较数值与当期应达值，相差不超过应达值的10%即可",
     "compares the value with the mark for its date and accepts 10 % of the mark",
     "off = (mark - yt) / mark, where less is better (yt - mark) / mark",
     "off <= 10% 绿灯；超过的，不差于上年同期为黄灯，差于上年同期为红灯",
     "off <= 10 % green; beyond it amber if not worse than a year earlier, else red; other rules "
     "and tolerances on request",
     "不用于增速和里程碑。应达值不为正时无定义；偏离过大而缺少上年同期数时无定义",
     "not for growth and milestones. Undefined for a mark of 0 or less; off the mark without last "
     "year's value",
     "democracy.havering.gov.uk, mgAi.aspx?ID=7435; reigate-banstead.gov.uk, council policy"},
    {MethodName::epa_glidepath, "美国环保署均匀改善线", "EPA glidepath",
     "比较数值与基期至终值的直线",
     "compares the value with the straight line from base to end value",
     "y*(t) = y0 - (y0 - yT) (t - t0) / (T - t0); measure y*(t) - yt, in the unit",
     "低于直线为快，高于直线为慢；该线为参照，并非合格与否的标准",
     "below the line faster, above it slower than the uniform rate; a benchmark, not a pass or "
     "fail",
     "仅用于应下降的水平值。目标年份不晚于基期、终值不低于基期值时无定义",
     "levels that should fall. Undefined for a target year at or before the base, an end value not "
     "below the baseline",
     "EPA modelling guidance for regional haze, 40 CFR 51.308 (copy: canarina.com, pages 700 and "
     "701)"},
    {MethodName::declared, "单位自报", "declared", "采用责任单位自报的进度",
     "takes what the responsible body reports", "measure = the declared share, 1 is complete",
     ">= 1 自报完成；其余与时间进度比较：相差0.05个百分点以内或更快为不慢于序时进度，否则为慢",
     ">= 1 complete; below it on schedule if not more than 0.05 points behind the share of time "
     "(our comparison)",
     "用于各类目标；未报送即无定义，不作0处理",
     "any target. Undefined without a declaration: what is not reported is unknown, not 0",
     "monthly reporting forms of project offices"},
}};
static_assert([] {
    for (std::size_t i = 0; i < all_methods.size(); ++i)
        if (method_infos[i].name != all_methods[i]) return false;
    return true;
}());
}  // namespace detail

[[nodiscard]] constexpr MethodInfo const& info(MethodName name) noexcept {
    return detail::method_infos[static_cast<std::size_t>(name)];
}

}  // namespace glidepath
