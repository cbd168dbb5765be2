// Short words for the rows of block_keys_*.cc.
#pragma once

#include "engine/definition/block_keys.h"

namespace dunghan::definition {

constexpr Shape a(Form form) {
  return {form};
}
constexpr Shape a(Block block) {
  return {Form::none, block};
}
constexpr Shape either(Form form, Block block) {
  return {form, block};
}
constexpr Shape word(std::span<const std::string_view> words) {
  return {Form::word, Block::none, Shape::Many::one, Names::any, words};
}
/// A whole number in least … most.
constexpr Shape whole(std::int64_t least, std::int64_t most) {
  Shape shape = a(Form::whole);
  shape.least = least;
  shape.most = most;
  return shape;
}
constexpr Shape may_be_empty(Shape shape) {
  shape.may_be_empty = true;
  return shape;
}
/// A list, also of one.
constexpr Shape list(Shape shape) {
  shape.many = Shape::Many::list;
  return shape;
}
/// One, or a list.
constexpr Shape some(Shape shape) {
  shape.many = Shape::Many::some;
  return shape;
}
constexpr Shape some(Form form) {
  return some(a(form));
}
constexpr Shape some(Block block) {
  return some(a(block));
}
/// A mapping from names that people choose.
constexpr Shape named(Names names, Shape shape) {
  shape.many = shape.many == Shape::Many::some ? Shape::Many::named_some : Shape::Many::named;
  shape.names = names;
  return shape;
}
constexpr Shape named(Names names, Block block) {
  return named(names, a(block));
}

constexpr auto required = Key::Presence::required;

/// A key of the language that this version does not run.
constexpr Key later(std::string_view name, LocalText says) {
  return {name, {}, says, {}, Key::Presence::later};
}

constexpr Shape title_shape = either(Form::text, Block::text);
constexpr Shape basis_shape = either(Form::articles, Block::basis);
constexpr Shape roles_shape = some(Form::role);
constexpr Shape tasks_shape = named(Names::identifier, Block::task);
constexpr Shape transitions_shape = some(either(Form::state, Block::transition));

inline constexpr std::string_view pick_words[] = {"least-loaded"};
constexpr Shape pick_shape{Form::word, Block::pick, Shape::Many::one, Names::any, pick_words};

// Keys that stand in several blocks and mean the same in each.
constexpr Key title_key{"title",
                        title_shape,
                        {"tên gọi, cho người đọc", "its name, for people"},
                        "{ vi: Cấp phép, en: Grant }"};
constexpr Key basis_key{"basis",
                        basis_shape,
                        {"luật hoặc quy định làm căn cứ", "the law or the rule that it rests on"},
                        "TA art. 4"};
constexpr Key when_key{"when",
                       a(Form::condition),
                       {"chỉ khi điều kiện này đúng", "only if this holds"},
                       "data.protected"};
constexpr Key needs_key{"needs",
                        a(Form::needs),
                        {"các trường phải có kèm theo", "the fields that must come with it"},
                        "{ reason: text }"};
constexpr Key pick_key{"pick",
                       pick_shape,
                       {"chọn ai trong nhiều người; không có: ai nhận trước thì làm",
                        "how one of several is chosen; without it, who takes it first"},
                       "least-loaded"};

constexpr Key share_key{"share",
                        some(Form::text),
                        {"trường niêm phong vẫn được đi kèm dù nơi nhận có người đọc khác",
                         "sealed fields that go along although others may read them there"},
                        "data.applicant"};
constexpr Key for_each_key{
    "for_each",
    a(Block::for_each),
    {"mở một hồ sơ cho mỗi mục hoặc mỗi đơn vị", "a case is opened for each item or each unit"},
    "{ in: data.trunks, as: t, open: complaint-first-instance, unit: case.unit, wait: all }"};

// How much time, or until when: of deadlines and of tasks with a limit of their own.
constexpr Key within_key{"within",
                         either(Form::limit, Block::limit),
                         {"trong bao lâu kể từ khi bắt đầu", "period from the start"},
                         "10 working days"};
constexpr Key due_key{"due",
                      a(Form::day),
                      {"vào ngày nào, hoặc bao lâu trước hay sau ngày nào",
                       "by which day, or how long before or after one"},
                      "5 working days before data.hearing_on"};
constexpr Key at_least_key{"at_least",
                           a(Form::period),
                           {"ít nhất phải kéo dài bao lâu: xong sớm hơn là sai",
                            "how long it must last at least: ended earlier it is broken"},
                           "15 days"};
constexpr Key target_key{"target",
                         a(Form::period),
                         {"mục tiêu nội bộ, ngắn hơn thời hạn luật định",
                          "aim of the house beside the limit of the law, and shorter"},
                         "5 days"};

}  // namespace dunghan::definition
