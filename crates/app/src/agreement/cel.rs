//! Conditions of articles, written in CEL: the part of the language that asks for facts of an act.
//!
//! What is read here is a tree of the rules' floor, which knows three truths. CEL's own evaluator is not used: it knows two.
//! Bounded: so many characters, so many brackets deep, so many tests once definitions are put in their place.

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators};
use mirqab_domain::agreement::{Agreement, Circumstance, Condition, LONGEST_CONDITION, withdrawal};
use mirqab_vocabulary::{Code, Instant, ViolationKind, WeaponClass};
use std::collections::BTreeMap;

const DEEPEST: usize = 24;
const MOST_TESTS: usize = 2000;

/// What is wrong with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The written form of the problem.
    pub code: &'static str,
    /// At which character of the condition, from nought.
    pub at: usize,
    /// What is meant.
    pub detail: String,
}

/// A condition that could not be read: in which part, under which key, why.
pub type Unread = (&'static str, String, Wrong);

/// Reads all conditions of a text: those of definitions in their order, then those of articles by their keys.
/// The second list tells what could not be read: in which part, under which key.
pub fn conditions(agreement: &Agreement) -> (BTreeMap<String, Condition>, Vec<Unread>) {
    let (mut terms, mut read, mut wrong) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let definitions = agreement.provisions.iter().flat_map(|provisions| &provisions.definitions);
    for definition in definitions {
        let Some(text) = &definition.condition else { continue };
        match one(agreement, &terms, text) {
            Ok(condition) => {
                terms.insert(definition.key.clone(), condition);
            }
            Err(found) => wrong.push(("definition", definition.key.clone(), found)),
        }
    }
    for article in &agreement.articles {
        let Some(text) = article.terms.as_ref().and_then(|terms| terms.condition.as_ref()) else { continue };
        match one(agreement, &terms, text) {
            Ok(condition) => {
                read.insert(article.key.clone(), condition);
            }
            Err(found) => wrong.push(("article", article.key.clone(), found)),
        }
    }
    (read, wrong)
}

/// Reads one condition.
pub fn one(agreement: &Agreement, terms: &BTreeMap<String, Condition>, text: &str) -> Result<Condition, Wrong> {
    bounded(text)?;
    let parser = cel::parser::Parser::new().max_recursion_depth(96).error_recovery_limit(4);
    let (tree, source) = parser.parse_with_source_info(text).map_err(|errors| {
        let first = errors.errors.first();
        let (line, column) = first.map_or((1, 1), |error| error.pos);
        let before: usize = text.lines().take(usize::try_from(line - 1).unwrap_or(0)).map(|line| line.len() + 1).sum();
        let detail = first.map(|error| error.msg.clone()).unwrap_or_default();
        Wrong { code: "condition-syntax", at: before + usize::try_from(column - 1).unwrap_or(0), detail }
    })?;
    let reader = Reader { agreement, terms, source: &source };
    let condition = reader.truth(&tree)?;
    let mut tests = 0;
    condition.each(&mut |_| tests += 1);
    if tests > MOST_TESTS {
        return Err(Wrong { code: "condition-large", at: 0, detail: tests.to_string() });
    }
    Ok(condition)
}

/// ORDER: before the parser sees it, which would follow any depth.
fn bounded(text: &str) -> Result<(), Wrong> {
    let length = text.chars().count();
    if length > LONGEST_CONDITION {
        return Err(Wrong { code: "condition-large", at: 0, detail: length.to_string() });
    }
    let (mut depth, mut signs) = (0_usize, 0_usize);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '{' | '?' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        signs = if matches!(letter, '!' | '-') { signs + 1 } else { 0 };
        if depth > DEEPEST || signs > DEEPEST {
            return Err(Wrong { code: "condition-deep", at, detail: DEEPEST.to_string() });
        }
    }
    Ok(())
}

struct Reader<'a> {
    agreement: &'a Agreement,
    terms: &'a BTreeMap<String, Condition>,
    source: &'a SourceInfo,
}

impl Reader<'_> {
    fn wrong<T>(&self, at: &IdedExpr, code: &'static str, detail: impl ToString) -> Result<T, Wrong> {
        let at = self.source.offset_for(at.id).map_or(0, |(from, _)| from as usize);
        Err(Wrong { code, at, detail: detail.to_string() })
    }

    fn truth(&self, expression: &IdedExpr) -> Result<Condition, Wrong> {
        match &expression.expr {
            Expr::Literal(LiteralValue::Boolean(holds)) => Ok(Condition::Always(*holds.inner())),
            Expr::Ident(name) => match Circumstance::ALL.iter().find(|one| one.code() == name) {
                Some(circumstance) => Ok(Condition::Given(*circumstance)),
                None => match self.terms.get(name) {
                    Some(condition) => Ok(condition.clone()),
                    None => self.wrong(expression, "term-unknown", name),
                },
            },
            Expr::Call(call) if call.target.is_none() => self.call(expression, call),
            _ => self.wrong(expression, "condition-not-a-question", ""),
        }
    }

    fn call(&self, expression: &IdedExpr, call: &CallExpr) -> Result<Condition, Wrong> {
        let all = || call.args.iter().map(|part| self.truth(part)).collect::<Result<Vec<_>, _>>();
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, _) => Ok(Condition::All(all()?)),
            (operators::LOGICAL_OR, _) => Ok(Condition::Any(all()?)),
            (operators::LOGICAL_NOT, [inner]) => Ok(Condition::Not(Box::new(self.truth(inner)?))),
            (operators::CONDITIONAL, [asked, yes, no]) => {
                let asked = self.truth(asked)?;
                let if_so = Condition::All(vec![asked.clone(), self.truth(yes)?]);
                let if_not = Condition::All(vec![Condition::Not(Box::new(asked)), self.truth(no)?]);
                Ok(Condition::Any(vec![if_so, if_not]))
            }
            (operators::IN, [fact, list]) => self.one_of(fact, &self.texts(list)?),
            ("inside", [key]) => Ok(Condition::Inside(self.text(key)?.to_owned())),
            ("too_near", [key]) => {
                let name = self.text(key)?;
                match withdrawal(self.agreement, name) {
                    Condition::Undefined => self.wrong(key, "withdrawal-unknown", name),
                    condition => Ok(condition),
                }
            }
            (operator, [left, right]) => self.compared(expression, operator, left, right),
            _ => self.wrong(expression, "condition-not-a-question", &call.func_name),
        }
    }

    fn text<'e>(&self, expression: &'e IdedExpr) -> Result<&'e str, Wrong> {
        match &expression.expr {
            Expr::Literal(LiteralValue::String(text)) => Ok(text.inner()),
            _ => self.wrong(expression, "condition-not-a-text", ""),
        }
    }

    fn texts<'e>(&self, expression: &'e IdedExpr) -> Result<Vec<&'e str>, Wrong> {
        match &expression.expr {
            Expr::List(list) => list.elements.iter().map(|element| self.text(element)).collect(),
            _ => self.wrong(expression, "condition-not-a-list", ""),
        }
    }

    /// A fact with a closed set of values, and which of them.
    fn one_of(&self, fact: &IdedExpr, values: &[&str]) -> Result<Condition, Wrong> {
        let Expr::Ident(name) = &fact.expr else { return self.wrong(fact, "condition-not-a-fact", "") };
        let bad = |code: &&&str, known: &dyn Fn(&str) -> bool| !known(code);
        match name.as_str() {
            "act" => match values.iter().find(|code| bad(code, &|code| ViolationKind::from_code(code).is_some())) {
                Some(code) => self.wrong(fact, "condition-value", code),
                None => Ok(Condition::Act(values.iter().filter_map(|code| ViolationKind::from_code(code)).collect())),
            },
            "weapon" => match values.iter().find(|code| bad(code, &|code| WeaponClass::from_code(code).is_some())) {
                Some(code) => self.wrong(fact, "condition-value", code),
                None => Ok(Condition::Weapon(values.iter().filter_map(|code| WeaponClass::from_code(code)).collect())),
            },
            "actor" => Ok(Condition::Actor(values.iter().map(|code| (*code).to_owned()).collect())),
            other => self.wrong(fact, "condition-not-a-fact", other),
        }
    }

    fn compared(
        &self,
        whole: &IdedExpr,
        operator: &str,
        left: &IdedExpr,
        right: &IdedExpr,
    ) -> Result<Condition, Wrong> {
        let (operator, fact, value) = match &left.expr {
            Expr::Literal(_) => (turned(operator), right, left),
            Expr::Call(call) if call.func_name == "timestamp" => (turned(operator), right, left),
            _ => (operator, left, right),
        };
        if operator == operators::NOT_EQUALS {
            return Ok(Condition::Not(Box::new(self.compared(whole, operators::EQUALS, fact, value)?)));
        }
        match (&fact.expr, &value.expr) {
            (Expr::Ident(name), _) if name == "time" => self.time(whole, operator, value),
            (Expr::Ident(name), Expr::Literal(LiteralValue::Int(number))) if name == "calibre_mm" => {
                match range(operator, *number.inner()) {
                    Some((from, to)) => Ok(Condition::Calibre(from, to)),
                    None => self.wrong(whole, "condition-not-a-question", operator),
                }
            }
            (Expr::Call(call), Expr::Literal(LiteralValue::Int(number)))
                if call.func_name == "distance_m" && call.target.is_none() =>
            {
                let [key] = call.args.as_slice() else { return self.wrong(fact, "condition-not-a-fact", "distance_m") };
                match range(operator, *number.inner()) {
                    Some((from, to)) => Ok(Condition::Distance(self.text(key)?.to_owned(), from, to)),
                    None => self.wrong(whole, "condition-not-a-question", operator),
                }
            }
            (Expr::Ident(_), Expr::Literal(LiteralValue::String(text))) if operator == operators::EQUALS => {
                self.one_of(fact, &[text.inner()])
            }
            _ => self.wrong(whole, "condition-not-a-question", ""),
        }
    }

    fn time(&self, whole: &IdedExpr, operator: &str, value: &IdedExpr) -> Result<Condition, Wrong> {
        let Expr::Call(call) = &value.expr else { return self.wrong(value, "condition-not-a-time", "") };
        let [text] = call.args.as_slice() else { return self.wrong(value, "condition-not-a-time", "") };
        if call.func_name != "timestamp" {
            return self.wrong(value, "condition-not-a-time", &call.func_name);
        }
        let Ok(at) = Instant::parse(self.text(text)?) else {
            return self.wrong(text, "condition-not-a-time", self.text(text)?);
        };
        let next = at.plus_s(1);
        Ok(match operator {
            operators::LESS => Condition::Time(None, Some(at)),
            operators::LESS_EQUALS => Condition::Time(None, Some(next)),
            operators::GREATER_EQUALS => Condition::Time(Some(at), None),
            operators::GREATER => Condition::Time(Some(next), None),
            _ => return self.wrong(whole, "condition-not-a-question", operator),
        })
    }
}

/// The operator with its sides changed.
fn turned(operator: &str) -> &str {
    match operator {
        operators::LESS => operators::GREATER,
        operators::LESS_EQUALS => operators::GREATER_EQUALS,
        operators::GREATER => operators::LESS,
        operators::GREATER_EQUALS => operators::LESS_EQUALS,
        same => same,
    }
}

fn range(operator: &str, number: i64) -> Option<(i64, i64)> {
    // Far beyond any distance on the ground.
    const FAR: i64 = 1_000_000_000;
    match operator {
        operators::LESS => Some((0, number - 1)),
        operators::LESS_EQUALS => Some((0, number)),
        operators::GREATER => Some((number + 1, FAR)),
        operators::GREATER_EQUALS => Some((number, FAR)),
        operators::EQUALS => Some((number, number)),
        _ => None,
    }
}
