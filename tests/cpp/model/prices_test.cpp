// Price bases: their text, what mixes, and what an indicator makes of them.
#include <glidepath/model/face_prices.hpp>
#include <glidepath/model/prices.hpp>
#include <glidepath/model/statement_text.hpp>

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>

namespace prices_test {
namespace {

namespace gp = glidepath;
using gp::PriceBasis;
using gp::Prices;

constexpr PriceBasis current{Prices::current, {}};
constexpr PriceBasis constant{Prices::constant, {}};
constexpr PriceBasis of_2015{Prices::constant, 2015};
constexpr PriceBasis of_2020{Prices::constant, 2020};

TEST(PriceBases, AreReadAsTheyArePrinted) {
    const std::array<std::string, 4> texts{"current", "constant", "constant 2015", "constant 2020"};
    const std::array bases{current, constant, of_2015, of_2020};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(gp::to_string(bases[i]), texts[i]);
        EXPECT_EQ(gp::try_parse_price_basis(texts[i]), bases[i]);
        EXPECT_TRUE(gp::is_sound(bases[i]));
    }
}

TEST(PriceBases, OtherTextsAreNone) {
    for (const char* text :
         {"", "Current", "current 2020", "constant2020", "constant  2020", "constant 20",
          "constant 0999", "constant 20200", "constant 2020 ", "constant ", "real", "现价"})
        EXPECT_EQ(gp::try_parse_price_basis(text), std::nullopt) << text;
}

TEST(PriceBases, OnlyConstantPricesAreThoseOfAYearOfFourDigits) {
    EXPECT_FALSE(gp::is_sound({Prices::current, 2020}));
    EXPECT_FALSE(gp::is_sound({Prices::constant, 999}));
    EXPECT_FALSE(gp::is_sound({Prices::constant, 10'000}));
}

TEST(PriceBases, MixIfBothAreDeclaredAndDiffer) {
    const auto mix = [](std::optional<PriceBasis> a, std::optional<PriceBasis> b) {
        EXPECT_EQ(gp::mixed(a, b), gp::mixed(b, a));
        return gp::mixed(a, b);
    };
    EXPECT_TRUE(mix(current, constant));
    EXPECT_TRUE(mix(current, of_2020));
    EXPECT_TRUE(mix(of_2015, of_2020));
    EXPECT_FALSE(mix(constant, of_2020));  // it may be that year
    EXPECT_FALSE(mix(of_2020, of_2020));
    EXPECT_FALSE(mix(current, current));
    for (auto const& basis : {current, constant, of_2020}) EXPECT_FALSE(mix(basis, std::nullopt));
    EXPECT_FALSE(mix(std::nullopt, std::nullopt));
}

TEST(PriceBases, OfGrowthAreThoseOfTheLevelsUnlessDeclaredAndOfNoYear) {
    gp::Indicator gdp;
    EXPECT_EQ(gdp.prices_of_growth(), std::nullopt);
    gdp.prices = of_2020;
    EXPECT_EQ(gp::prices_of(gdp, gp::Face::growth), constant);
    EXPECT_EQ(gp::prices_of(gdp, gp::Face::level), of_2020);
    EXPECT_EQ(gp::prices_of(gdp, gp::Face::change), of_2020);
    EXPECT_TRUE(gdp.growth_is_of_levels());
    gdp.growth_prices = Prices::constant;
    EXPECT_TRUE(gdp.growth_is_of_levels());
    gdp.prices = current;
    EXPECT_EQ(gp::prices_of(gdp, gp::Face::growth), constant);
    EXPECT_FALSE(gdp.growth_is_of_levels());
    gdp.prices.reset();  // not declared: not known
    EXPECT_TRUE(gdp.growth_is_of_levels());
}

TEST(PriceBases, OnlyStatementsOnGrowthCanBeSilentOfLevels) {
    gp::Indicator gdp;
    gdp.prices = current;
    gdp.growth_prices = Prices::constant;
    const auto speaks = [&](const char* say) {
        return gp::speaks_of_levels(gdp, gp::parse_statement(say));
    };
    for (const char* say : {"at 2025 growth >= 5%", "each 2023..2027 growth >= 5%",
                            "growth from 2020 to 2025 >= 5%", "steady 2023..2027 within 3%"})
        EXPECT_FALSE(speaks(say)) << say;
    for (const char* say : {"at 2025 > 860", "at 2025 change > 10", "rises 2023..2027",
                            "change from 2020 to 2025 >= 15%", "steady 2023..2027 within 3"})
        EXPECT_TRUE(speaks(say)) << say;
    gdp.growth_prices = Prices::current;
    EXPECT_TRUE(speaks("at 2025 growth >= 5%"));
}

}  // namespace
}  // namespace prices_test
