// What a Gantt chart holds: XML that a parser reads, days off shaded, marks where they belong.
#include "engine/draw/gantt.h"

#include <expat.h>
#include <gmock/gmock.h>

#include "tests/fakes/test_calendars.h"

namespace dunghan::draw {
namespace {

using ::testing::HasSubstr;

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

bool is_well_formed(const std::string& text) {
  XML_Parser parser = XML_ParserCreate("UTF-8");
  const bool read =
      XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return read;
}

const calendar::Calendar& weekends_off() {
  static const calendar::Calendar made =
      fakes::compiled(fakes::plain_week(ZoneRules("+07", std::chrono::hours{7})));
  return made;
}

Instant at(int year, unsigned month, unsigned day) {
  return ZoneRules("+07", std::chrono::hours{7}).start_of(make_date(year, month, day));
}

Gantt sample(Instant from, Instant to) {
  Gantt gantt;
  gantt.title = "Khiếu nại <mẫu> & \"phiếu\"";
  GanttLane lane{"Giải quyết", "hạn 27/05/2024", {}, {}};
  lane.bars = {{GanttBar::Kind::allowed, from, to, ""},
               {GanttBar::Kind::running, from, to, "a & b"},
               {GanttBar::Kind::suspended, from, to, ""}};
  lane.marks = {{GanttMark::Kind::due, to, "27/05/2024", ""}};
  gantt.groups = {{"one", {lane}}};
  return gantt;
}

TEST(Gantt, is_xml_with_texts_escaped) {
  const std::string svg =
      svg_of(sample(at(2024, 4, 26), at(2024, 5, 28)), weekends_off(), Tongue::vi);
  EXPECT_TRUE(is_well_formed(svg));
  EXPECT_THAT(svg, HasSubstr("Khiếu nại &lt;mẫu&gt; &amp; &quot;phiếu&quot;"));
  EXPECT_THAT(svg, HasSubstr("<title>a &amp; b</title>"));
  EXPECT_THAT(svg, HasSubstr(">27/05/2024</text>"));
  EXPECT_THAT(svg, HasSubstr(">ngày nghỉ</text>"));
}

TEST(Gantt, shades_each_stretch_of_days_off_once) {
  // From Thursday 25 April (a day before) to 1 June: five weekends, and the one after the end.
  const std::string svg =
      svg_of(sample(at(2024, 4, 26), at(2024, 5, 28)), weekends_off(), Tongue::en);
  EXPECT_EQ(count_of(svg, "class=\"off\"><title>"), 5U) << svg;
  EXPECT_THAT(svg, HasSubstr("<title>2024-04-27 – 2024-04-28</title>"));
}

TEST(Gantt, of_a_hundred_years_is_drawn_without_shades_and_within_its_width) {
  const std::string svg =
      svg_of(sample(at(1950, 1, 1), at(2050, 1, 1)), weekends_off(), Tongue::en);
  EXPECT_TRUE(is_well_formed(svg));
  EXPECT_EQ(count_of(svg, "class=\"off\"><title>"), 0U);
  EXPECT_LT(svg.size(), 2'000'000U);
}

TEST(Gantt, of_nothing_is_a_picture_all_the_same) {
  EXPECT_TRUE(is_well_formed(svg_of({}, weekends_off(), Tongue::en)));
}

TEST(Gantt, dates_are_short_in_both_languages) {
  EXPECT_EQ(short_date(make_date(2024, 5, 27), Tongue::vi), "27/05/2024");
  EXPECT_EQ(short_date(make_date(2024, 5, 27), Tongue::en), "2024-05-27");
}

}  // namespace
}  // namespace dunghan::draw
