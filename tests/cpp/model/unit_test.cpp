// Units: the catalogue, its Chinese prefixes, and what converts into what.
#include <glidepath/model/unit.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace unit_test {
namespace {

namespace gp = glidepath;

double converted(double value, std::string_view from, std::string_view to) {
    const auto a = gp::find_unit(from);
    const auto b = gp::find_unit(to);
    if (!a || !b) return std::nan("");
    return gp::convert(value, *a, *b).value_or(std::nan(""));
}

TEST(Units, OfChineseStatisticsConvert) {
    EXPECT_DOUBLE_EQ(converted(860, "亿元", "元"), 8.6e10);
    EXPECT_DOUBLE_EQ(converted(8600000, "万元", "亿元"), 860);
    EXPECT_DOUBLE_EQ(converted(860, "亿元", "万元"), 8600000);
    EXPECT_DOUBLE_EQ(converted(50, "万千瓦", "兆瓦"), 500);  // 万千瓦 is 10 MW
    EXPECT_DOUBLE_EQ(converted(17.05, "千瓦", "万千瓦"), 0.001705);
    EXPECT_DOUBLE_EQ(converted(1.41, "万千瓦", "千瓦"), 14100);
    EXPECT_NEAR(converted(1200, "亩", "平方米"), 800000, 1e-6);  // 1 亩 is 10000/15 m2
    EXPECT_NEAR(converted(15, "亩", "公顷"), 1, 1e-12);
    EXPECT_NEAR(converted(1, "平方公里", "亩"), 1500, 1e-9);
    EXPECT_NEAR(converted(1, "万亩", "平方公里"), 20.0 / 3, 1e-9);
    EXPECT_DOUBLE_EQ(converted(2.8, "万套", "套"), 28000);
    EXPECT_DOUBLE_EQ(converted(1, "亿千瓦时", "万千瓦时"), 10000);
    EXPECT_DOUBLE_EQ(converted(3, "百万元", "万元"), 300);
    EXPECT_DOUBLE_EQ(converted(3, "千万元", "亿元"), 0.3);
    EXPECT_DOUBLE_EQ(converted(5, "名", "人"), 5);
    EXPECT_DOUBLE_EQ(converted(90.3, "%", "%"), 90.3);
}

TEST(Units, OfDifferentThingsDoNotConvert) {
    EXPECT_TRUE(std::isnan(converted(1, "家", "亿元")));
    EXPECT_TRUE(std::isnan(converted(1, "家", "个")));
    EXPECT_TRUE(std::isnan(converted(1, "千瓦", "千瓦时")));
    EXPECT_TRUE(std::isnan(converted(1, "人", "人次")));  // persons and visits
    EXPECT_TRUE(std::isnan(converted(1, "元", "美元")));
    EXPECT_TRUE(std::isnan(converted(1, "元/月", "元/年")));
    EXPECT_TRUE(std::isnan(converted(1, "%", "元")));
    EXPECT_TRUE(std::isnan(converted(1, "公里", "平方公里")));
    EXPECT_TRUE(std::isnan(converted(1, "年", "岁")));
    EXPECT_TRUE(std::isnan(converted(1, "吨", "吨标准煤")));
}

TEST(Units, NothingIsGuessed) {
    constexpr std::array<std::string_view, 20> unknown{
        "",       " ",     "元 ",  " 元",  "块", "万", "亿", "百", "万%",    "百%",
        "万万元", "万 元", "Yuan", "yuan", "KW", "kw", "%%", "％", "百分点", "亿元/人"};
    for (std::string_view label : unknown) EXPECT_FALSE(gp::find_unit(label)) << label;
}

TEST(Units, EveryLabelOfTheCatalogueIsUniqueAndKeepsItsName) {
    std::set<std::string_view> labels;
    for (auto const& entry : gp::detail::unit_catalogue) {
        EXPECT_TRUE(labels.insert(entry.label).second) << entry.label;
        const auto unit = gp::find_unit(entry.label);
        ASSERT_TRUE(unit);
        EXPECT_EQ(unit->label, entry.label);
        EXPECT_EQ(unit->name.zh, entry.label);
        EXPECT_EQ(unit->name.en, entry.english);
        EXPECT_FALSE(entry.english.empty());
        EXPECT_GT(unit->scale, 0);
        EXPECT_EQ(unit->percent(), entry.label == "%");
    }
}

TEST(Units, EveryPrefixScalesEveryUnitButPercent) {
    for (auto const& prefix : gp::detail::unit_prefixes)
        for (auto const& entry : gp::detail::unit_catalogue) {
            const std::string label = std::string(prefix.label) + std::string(entry.label);
            const auto unit = gp::find_unit(label);
            ASSERT_EQ(unit.has_value(), entry.label != "%") << label;
            if (!unit) continue;
            EXPECT_EQ(unit->label, label);
            EXPECT_EQ(unit->base, entry.base);
            EXPECT_EQ(unit->name.zh, label);
            EXPECT_DOUBLE_EQ(unit->scale, prefix.scale * entry.scale) << label;
        }
}

TEST(Units, ConversionsThereAndBackAgree) {
    std::vector<gp::Unit> units;
    for (auto const& entry : gp::detail::unit_catalogue) {
        units.push_back(*gp::find_unit(entry.label));
        for (auto const& prefix : gp::detail::unit_prefixes)
            if (auto unit = gp::find_unit(std::string(prefix.label) + std::string(entry.label)))
                units.push_back(*unit);
    }
    for (gp::Unit const& a : units)
        for (gp::Unit const& b : units) {
            ASSERT_EQ(gp::convert(1, a, b).has_value(), a.base == b.base);
            if (a.base != b.base) continue;
            for (double value : {0.0, 1.0, 90.3, 860.0, -17.05, 1e-6}) {
                const double there = *gp::convert(value, a, b);
                EXPECT_NEAR(*gp::convert(there, b, a), value, 1e-14 * std::abs(value));
                for (gp::Unit const& c : units) {
                    if (c.base != a.base) continue;
                    const double direct = *gp::convert(value, a, c);
                    ASSERT_NEAR(*gp::convert(there, b, c), direct, 1e-14 * std::abs(direct));
                }
            }
        }
}

TEST(Units, APrintedFigureSurvivesAPowerOfTen) {
    // 985.2 亿元 printed as 9852000 万元 is the same figure, to the last bit.
    for (int tenths = 0; tenths < 20000; tenths += 7)
        ASSERT_EQ(converted(tenths * 1000.0, "万元", "亿元"), tenths / 10.0);
}

TEST(Units, DeclaredOnesComeFirstAndTakePrefixes) {
    const std::vector<gp::Unit> declared{{"件/万人", {"件/万人", "per 10,000"}, "件/万人", 1},
                                         {"亩", {"亩", "mu"}, "亩", 1}};
    EXPECT_FALSE(gp::find_unit("件/万人"));
    EXPECT_TRUE(gp::find_unit("件/万人", declared));
    EXPECT_EQ(gp::find_unit("亩", declared)->base, "亩");
    EXPECT_EQ(gp::find_unit("万亩", declared)->base, "亩");
    EXPECT_EQ(gp::find_unit("万亩", declared)->scale, 1e4);
    EXPECT_EQ(gp::find_unit("公顷", declared)->base, "m2");
}

}  // namespace
}  // namespace unit_test
