//! What pages are built of: facts, tables, timelines, drawings, forms. One template draws them all, so that pages look alike
//! and each is short.

use crate::shell::{Failed, Shell, Visit, page};
use askama::Template;
use axum::response::Response;
use std::fmt;

/// One value in a table or a list of facts.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What stands there.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// The class of a chip, if it is one.
    pub chip: Option<&'static str>,
    /// Whether it is a code, a hash or an id.
    pub code: bool,
    /// Whether it is a number.
    pub number: bool,
    /// A second line, smaller.
    pub note: Option<String>,
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
    /// Text that leads somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), ..Self::default() }
    }
    /// A state.
    pub fn chip(text: impl Into<String>, class: &'static str) -> Self {
        Self { text: text.into(), chip: Some(class), ..Self::default() }
    }
    /// A code, a hash or an id.
    pub fn code(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: true, ..Self::default() }
    }
    /// A number, as written for people.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true, ..Self::default() }
    }
    /// With a second line.
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// A field of a form.
#[derive(Clone, Debug)]
pub enum Input {
    /// Sent and not shown.
    Hidden(&'static str, String),
    /// One line.
    Line {
        /// Its name.
        name: &'static str,
        /// What it is for.
        label: String,
        /// How to fill it in.
        hint: String,
        /// What stands in it.
        value: String,
        /// HTML's type.
        kind: &'static str,
        /// Whether it must be filled in.
        required: bool,
    },
    /// Several lines.
    Area {
        /// Its name.
        name: &'static str,
        /// What it is for.
        label: String,
        /// How to fill it in.
        hint: String,
        /// What stands in it.
        value: String,
        /// Whether it must be filled in.
        required: bool,
    },
    /// One of several.
    Select {
        /// Its name.
        name: &'static str,
        /// What it is for.
        label: String,
        /// How to choose.
        hint: String,
        /// Values with their names.
        options: Vec<(String, String)>,
        /// The chosen value.
        chosen: String,
    },
    /// A heading within the form.
    Group(String),
    /// Something to tick, of which there may be several of one name.
    Tick {
        /// Its name.
        name: &'static str,
        /// What is sent when it is ticked.
        value: String,
        /// What it is for.
        label: String,
        /// Whether it is ticked.
        ticked: bool,
    },
    /// Files.
    Files {
        /// Its name.
        name: &'static str,
        /// What it is for.
        label: String,
    },
}

/// One weight of a sum: it begins where the one before it ended. In thousandths.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What weighs.
    pub label: String,
    /// What was found.
    pub note: String,
    /// Where it begins.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
    /// The weight, as written for people.
    pub number: String,
}

impl Bar {
    /// Whether it speaks for, against, or not at all.
    fn class(&self) -> &'static str {
        match self.to.cmp(&self.from) {
            std::cmp::Ordering::Greater => "for",
            std::cmp::Ordering::Less => "against",
            std::cmp::Ordering::Equal => "silent",
        }
    }
}

impl Input {
    /// What it is for.
    pub fn label(&self) -> &str {
        match self {
            Self::Line { label, .. }
            | Self::Area { label, .. }
            | Self::Select { label, .. }
            | Self::Tick { label, .. }
            | Self::Files { label, .. }
            | Self::Group(label) => label,
            Self::Hidden(..) => "",
        }
    }
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Hidden(name, _)
            | Self::Line { name, .. }
            | Self::Area { name, .. }
            | Self::Select { name, .. }
            | Self::Tick { name, .. }
            | Self::Files { name, .. } => name,
            Self::Group(_) => "",
        }
    }
}

/// The width of a waterfall's picture.
const WATERFALL: f64 = 240.0;

/// An agreement at a glance: whether it is in force, and where each party stands towards its signature.
#[derive(Clone, Debug)]
pub struct Truce {
    /// What kind of instrument.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Where it is told in full.
    pub href: String,
    /// Whether it is in force.
    pub force: Cell,
    /// How many of how many signed.
    pub tally: String,
    /// The parties in the agreement's order, drawn alike.
    pub sides: Vec<Side>,
    /// What must not be confused.
    pub note: String,
}

/// A party and its signature.
#[derive(Clone, Debug)]
pub struct Side {
    /// Its name.
    pub party: String,
    /// Whether it signed: this alone chooses the sign.
    pub signed: bool,
    /// Where it stands.
    pub state: String,
    /// Since when.
    pub at: String,
    /// Who acted for it.
    pub person: String,
}

/// Something that waits for somebody.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// How many.
    pub number: String,
    /// What.
    pub what: String,
    /// For whom.
    pub whom: String,
    /// Where it is taken up.
    pub href: String,
    /// What tells the reader that it is for them; empty if it is not.
    pub yours: String,
    /// Whether it is late.
    pub late: bool,
}

/// A card of a board.
#[derive(Clone, Debug)]
pub struct Card {
    /// What it is called.
    pub title: String,
    /// Where it is told in full.
    pub href: String,
    /// Where it stands.
    pub state: Cell,
    /// What else is told of it.
    pub lines: Vec<String>,
    /// Whether it is late.
    pub late: bool,
}

/// A column of a board.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub title: String,
    /// Its cards.
    pub cards: Vec<Card>,
}

/// A row of a time line.
#[derive(Clone, Debug)]
pub struct Span {
    /// What it is called.
    pub label: Cell,
    /// The drawing, without its frame.
    pub svg: String,
    /// What the drawing shows, in a sentence.
    pub said: String,
    /// Where it stands.
    pub state: Cell,
}

/// One piece of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A sentence that says what the page is for.
    Intro(String),
    /// Something to be noticed: `info`, `warn`, `bad` or `good`, and sentences.
    Notice(&'static str, Vec<String>),
    /// A heading.
    Heading(String),
    /// The heading over what the reader can do; it is not printed, as the forms under it are not.
    Acts(String),
    /// Names and values.
    Facts(Vec<(String, Vec<Cell>)>),
    /// A table: names of columns, rows, and what it says in a sentence.
    Table(Vec<String>, Vec<Vec<Cell>>, Option<String>),
    /// Words of somebody: text, its language, who.
    Quote(String, &'static str, String),
    /// Numbers at a glance: name, number, note, address.
    Stats(Vec<(String, String, String, Option<String>)>),
    /// Steps in time: class, when, what, note.
    Timeline(Vec<(&'static str, String, String, String)>),
    /// The walk: class and name of each step.
    Steps(Vec<(&'static str, String)>),
    /// A map: the drawing, its signs with their names, and a note.
    Map {
        /// The drawing.
        svg: String,
        /// Each sign and what it stands for.
        legend: Vec<(String, String)>,
        /// What the script's buttons are called: zoom in, zoom out, whole map.
        tools: [String; 3],
    },
    /// A chart: the drawing, its signs with their names, and what it shows in a sentence.
    Chart(String, Vec<(&'static str, String)>, String),
    /// Side by side, with equal weight.
    Columns(Vec<Vec<Block>>),
    /// Weights that add up, one below the other, and what the picture shows in a sentence. The last bar is the sum.
    Waterfall(Vec<Bar>, String),
    /// Blocks under a sentence, which can be folded away.
    Open(String, Vec<Block>),
    /// What the page is about, and beside it what goes with it.
    Beside(Vec<Block>, Vec<Block>),
    /// An agreement at a glance.
    Truce(Box<Truce>),
    /// What waits for whom.
    Waiting(Vec<Waiting>),
    /// Questions with their answers, all at a glance.
    Strip(Vec<(String, Vec<Cell>)>),
    /// What can be done from here: name, address, class.
    Actions(Vec<(String, String, &'static str)>),
    /// Kept under a heading until it is asked for.
    Fold(String, Vec<Block>),
    /// Columns of cards.
    Board(Vec<Column>),
    /// Rows on one axis of time.
    Spans {
        /// The names of the columns.
        head: Vec<String>,
        /// The rows.
        spans: Vec<Span>,
        /// Each sign and what it stands for.
        legend: Vec<(&'static str, String)>,
        /// The days at both ends of the axis.
        ends: [String; 2],
    },
    /// Bytes as text, to be copied.
    Raw(String),
    /// A form: address, method, token, fields, button, whether it is large enough to be folded away under a heading.
    Form {
        /// Where it is sent.
        action: String,
        /// `get` or `post`.
        method: &'static str,
        /// The session's token, for `post`.
        csrf: String,
        /// The fields.
        inputs: Vec<Input>,
        /// The button's name.
        button: String,
        /// The heading under which it is folded away; empty if it stands open.
        fold: String,
        /// What could not be taken: the field's name and what is wrong with it.
        errors: Vec<(String, String)>,
        /// Whether it stands open though it can be folded away.
        open: bool,
    },
    /// What could not be taken, all of it at once: a heading, and each with the address of its field.
    Errors(String, Vec<(String, String)>),
    /// Page so-and-so of so many: the sentence, and the addresses before and after.
    Pages(String, Option<(String, String)>, Option<(String, String)>),
}

impl Block {
    /// Where a bar of a waterfall lies in its picture: begin, width, and where nothing lies, in tenths of a pixel.
    fn laid(bars: &[Bar], bar: &Bar) -> (f64, f64, f64) {
        let ends = bars.iter().flat_map(|bar| [bar.from, bar.to]);
        let (least, most) = ends.fold((0, 0), |(least, most), end| (least.min(end), most.max(end)));
        let scale = WATERFALL / f64::from((most - least).max(1));
        let place = |milli: i32| ((f64::from(milli - least) * scale) * 10.0).round() / 10.0;
        let (begin, end) = (place(bar.from.min(bar.to)), place(bar.from.max(bar.to)));
        (begin, (end - begin).max(1.0), place(0))
    }

    /// The id of a field of this form.
    fn id_of(&self, input: &Input) -> String {
        let Self::Form { action, .. } = self else { return String::new() };
        field_id(action, input.name())
    }
    /// What is wrong with a field of this form.
    fn error(&self, input: &Input) -> Option<&str> {
        let Self::Form { errors, .. } = self else { return None };
        errors.iter().find(|(name, _)| name == input.name()).map(|(_, said)| said.as_str())
    }
    /// The name of a column of a table, which each cell carries with it on narrow screens.
    fn column(&self, column: usize) -> &str {
        let Self::Table(head, ..) = self else { return "" };
        head.get(column).map_or("", String::as_str)
    }
    /// Whether a column of a table holds numbers, by its first row.
    fn is_number(&self, column: usize) -> bool {
        matches!(self, Self::Table(_, rows, _) if rows.first().and_then(|row| row.get(column)).is_some_and(|cell| cell.number))
    }
}

/// The id of a field: what the form does keeps it apart from the field of that name in another form on the page.
pub fn field_id(action: &str, name: &str) -> String {
    let act: String =
        action.rsplit('/').next().unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("f-{act}-{name}")
}

#[derive(Template)]
#[template(path = "block.html")]
struct Drawn<'a> {
    block: &'a Block,
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Drawn { block: self }.render().map_err(|_| fmt::Error)?)
    }
}

#[derive(Template)]
#[template(path = "blocks.html")]
struct Blocks {
    shell: Shell,
    blocks: Vec<Block>,
}

/// A page of blocks.
pub fn show(
    visit: &Visit,
    nav: &'static str,
    title: impl Into<String>,
    blocks: Vec<Block>,
) -> Result<Response, Failed> {
    let blocks = if visit.as_of.is_some() { without_acts(blocks) } else { blocks };
    page(visit, &Blocks { shell: visit.shell(nav, title), blocks })
}

/// A page's blocks without what would record something.
fn without_acts(blocks: Vec<Block>) -> Vec<Block> {
    let kept = blocks.into_iter().filter(|block| !matches!(block, Block::Form { method: "post", .. }));
    kept.map(|block| match block {
        Block::Columns(columns) => Block::Columns(columns.into_iter().map(without_acts).collect()),
        Block::Open(title, inner) => Block::Open(title, without_acts(inner)),
        Block::Fold(title, inner) => Block::Fold(title, without_acts(inner)),
        Block::Beside(main, side) => Block::Beside(without_acts(main), without_acts(side)),
        other => other,
    })
    .collect()
}

/// The sentence and the links under a slice of a list. `query` is kept, but for the page.
pub fn pages(visit: &Visit, offset: u32, limit: u32, total: u64) -> Block {
    let words = visit.words;
    let here = u64::from(offset) / u64::from(limit) + 1;
    let all = total.div_ceil(u64::from(limit)).max(1);
    let kept: Vec<&str> =
        visit.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page=")).collect();
    let address = |number: u64| {
        let own = format!("page={number}");
        let pairs: Vec<&str> = kept.iter().copied().chain([own.as_str()]).collect();
        format!("{}?{}", visit.path, pairs.join("&"))
    };
    let to = (u64::from(offset) + u64::from(limit)).min(total);
    let from = if total == 0 { 0 } else { u64::from(offset) + 1 };
    let sentence = words.say_with("list-showing", &[("from", from.into()), ("to", to.into()), ("total", total.into())]);
    let before = (here > 1).then(|| (address(here - 1), words.say("list-previous")));
    let after = (here < all).then(|| (address(here + 1), words.say("list-next")));
    Block::Pages(sentence, before, after)
}
