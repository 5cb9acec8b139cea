//! Which witnesses must have cosigned. SOURCE: C2SP tlog-policy.

use crate::{NoteError, Verifier, Witness};
use std::collections::{BTreeMap, BTreeSet};

/// Why a policy is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct PolicyError {
    /// Counted from 1; 0 for the whole.
    pub line: usize,
    /// Why.
    pub why: String,
}

/// A witness of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWitness {
    /// What the policy calls it.
    pub name: String,
    /// Its key.
    pub key: Witness,
    /// Where checkpoints are sent, if anywhere.
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    Witness(usize),
    Group { need: usize, members: Vec<usize> },
}

/// Known logs, known witnesses, and how many of whom are enough.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Policy {
    /// The logs; may be none, if it is known otherwise which one is meant.
    pub logs: Vec<Verifier>,
    /// The witnesses, in the order in which they are written; the order means nothing.
    pub witnesses: Vec<PolicyWitness>,
    rules: Vec<Rule>,
    quorum: Option<usize>,
}

/// No policy needs more; it bounds what a file from outside can ask.
const MOST_RULES: usize = 256;

impl Policy {
    /// Reads a policy.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let mut policy = Self::default();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let mut used = BTreeSet::new();
        let mut quorum = None;
        for (number, line) in text.split('\n').enumerate() {
            let wrong = |why: String| PolicyError { line: number + 1, why };
            if line.contains(|c: char| c.is_control() && c != '\t') {
                return Err(wrong("it holds a control character".into()));
            }
            let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            let key = |error: NoteError| wrong(error.to_string());
            let mut define = |name: &str, rule, names: &mut BTreeMap<String, usize>| {
                if name == "none" || names.contains_key(name) || policy.rules.len() >= MOST_RULES {
                    return Err(wrong(format!("{name} cannot be defined here, or not again")));
                }
                names.insert(name.to_owned(), policy.rules.len());
                policy.rules.push(rule);
                Ok(())
            };
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["log", log, rest @ ..] if rest.len() <= 1 => {
                    let log = Verifier::parse(log).map_err(key)?;
                    if policy.logs.iter().any(|other| other.public() == log.public()) {
                        return Err(wrong("this log was named before".into()));
                    }
                    policy.logs.push(log);
                }
                ["witness", name, vkey, rest @ ..] if rest.len() <= 1 => {
                    let witness = Witness::parse(vkey).map_err(key)?;
                    if policy.witnesses.iter().any(|other| other.key.public() == witness.public()) {
                        return Err(wrong("this witness was named before".into()));
                    }
                    define(name, Rule::Witness(policy.witnesses.len()), &mut names)?;
                    let url = rest.first().map(|url| (*url).to_owned());
                    policy.witnesses.push(PolicyWitness { name: (*name).to_owned(), key: witness, url });
                }
                ["group", name, need, members @ ..] if !members.is_empty() => {
                    let need = match *need {
                        "all" => members.len(),
                        "any" => 1,
                        number => number.parse().map_err(|_| wrong("the group needs all, any or a number".into()))?,
                    };
                    if need == 0 || need > members.len() {
                        return Err(wrong("the group needs more than it has, or nobody".into()));
                    }
                    let mut found = Vec::new();
                    for member in members {
                        // One witness counts in one way only.
                        let index = *names.get(*member).ok_or_else(|| wrong(format!("{member} is not known yet")))?;
                        if !used.insert(index) {
                            return Err(wrong(format!("{member} is a member already")));
                        }
                        found.push(index);
                    }
                    define(name, Rule::Group { need, members: found }, &mut names)?;
                }
                ["quorum", name] if quorum.is_none() => {
                    let known = || names.get(*name).copied().ok_or_else(|| wrong(format!("{name} is not known yet")));
                    quorum = Some(if *name == "none" { None } else { Some(known()?) });
                }
                ["quorum", _] => return Err(wrong("there is one quorum".into())),
                _ => return Err(wrong("it is not a line of a policy".into())),
            }
        }
        policy.quorum = quorum.ok_or(PolicyError { line: 0, why: "there is no quorum line".into() })?;
        Ok(policy)
    }

    /// Whether any cosignature is asked for.
    pub fn asks_for_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// The witnesses' keys, in their order.
    pub fn keys(&self) -> Vec<Witness> {
        self.witnesses.iter().map(|witness| witness.key.clone()).collect()
    }

    /// Whether these witnesses, by their places in `witnesses`, are enough.
    pub fn met(&self, cosigned: &BTreeSet<usize>) -> bool {
        // Members stand before their groups, so one walk from the first to the last rule is enough.
        let mut holds: Vec<bool> = Vec::with_capacity(self.rules.len());
        for rule in &self.rules {
            let one = match rule {
                Rule::Witness(witness) => cosigned.contains(witness),
                Rule::Group { need, members } => {
                    members.iter().filter(|member| holds.get(**member) == Some(&true)).count() >= *need
                }
            };
            holds.push(one);
        }
        self.quorum.is_none_or(|quorum| holds.get(quorum) == Some(&true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cosigner;
    use crate::Signer;

    fn vkey(n: u8) -> String {
        Cosigner::from_seed(&format!("w{n}.example"), [n; 32]).unwrap().witness().to_string()
    }
    fn text() -> String {
        let mut text = String::from("# both parties and one neutral\n");
        for (n, name) in ["north", "south", "un", "au"].iter().enumerate() {
            text.push_str(&format!("witness {name} {}\n", vkey(u8::try_from(n).unwrap())));
        }
        text + "group parties all north south\n\tgroup  neutrals any un au\ngroup both all parties neutrals\nquorum both\n"
    }

    #[test]
    fn both_parties_and_one_neutral() {
        let policy = Policy::parse(&text()).unwrap();
        assert!(policy.asks_for_witnesses());
        let met: Vec<Vec<usize>> = (0..16_u32)
            .map(|mask| (0..4).filter(|bit| mask & (1 << bit) != 0).collect::<Vec<usize>>())
            .filter(|who| policy.met(&who.iter().copied().collect()))
            .collect();
        assert_eq!(met, [vec![0, 1, 2], vec![0, 1, 3], vec![0, 1, 2, 3]]);
    }

    #[test]
    fn a_number_is_a_threshold_and_none_asks_for_nobody() {
        let two = text().replace("parties all", "parties 1").replace("quorum both", "quorum parties");
        let policy = Policy::parse(&two).unwrap();
        assert!(policy.met(&BTreeSet::from([1])) && !policy.met(&BTreeSet::from([2, 3])));
        let none = Policy::parse("quorum none\n").unwrap();
        assert!(none.met(&BTreeSet::new()) && !none.asks_for_witnesses());
    }

    #[test]
    fn what_the_specification_forbids_is_refused() {
        let log = Signer::from_seed("log", [9; 32]).unwrap().verifier().to_string();
        let again = format!("witness again {}\nquorum both", vkey(0));
        for (old, new) in [
            ("quorum both", "quorum nobody"),
            ("quorum both", ""),
            ("quorum both", "quorum both\nquorum none"),
            ("quorum both", again.as_str()),
            ("all north south", "3 north south"),
            ("all north south", "0 north south"),
            ("all north south", "all north none"),
            ("any un au", "any un north"),
            ("group parties", "group none"),
            ("group parties", "group un"),
            ("group parties", "group\u{7}parties"),
            ("# both", "both"),
        ] {
            let changed = text().replace(old, new);
            assert_ne!(changed, text());
            assert!(Policy::parse(&changed).is_err(), "{new}");
        }
        assert!(Policy::parse(&format!("log {log}\nlog {log} https://x\nquorum none\n")).is_err());
        let named = Policy::parse(&format!("log {log} https://x\nquorum none\n")).unwrap();
        assert_eq!(named.logs.len(), 1);
        assert!(Policy::parse(&format!("log {}\nquorum none\n", vkey(1))).is_err());
    }
}
