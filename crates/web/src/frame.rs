//! What the frame around a page says, ready for the template.

use crate::assets;
use crate::shell::{AS_OF, Shell};
use mirqab_vocabulary::Code;

impl Shell {
    /// The value of HTML's `lang`.
    pub fn lang(&self) -> &'static str {
        self.visit.words.language().code()
    }
    /// The value of HTML's `lang` for the switch.
    pub fn other_lang(&self) -> &'static str {
        self.visit.words.other_language().code()
    }
    /// The title of the window.
    pub fn window_title(&self) -> String {
        self.visit.words.plain().say_with("page-title", &[("page", self.title.as_str().into())])
    }
    /// The address of an asset, with the hash that lets browsers keep it.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
    /// Whether everything here is a demonstration.
    pub fn demonstration(&self) -> bool {
        self.visit.app.settings.demonstration
    }
    /// Where the demonstration's clock stands.
    pub fn demonstration_clock(&self) -> String {
        let time = self.visit.words.time(self.visit.app.surroundings().now(), &self.visit.app.settings.zone);
        self.visit.words.say_with("demonstration-clock", &[("time", time.into())])
    }
    /// Which past moment this is of; empty for now.
    pub fn as_of(&self) -> String {
        let Some(size) = self.visit.as_of else { return String::new() };
        let time = self.visit.words.time(self.visit.app.surroundings().now(), &self.visit.app.settings.zone);
        self.visit.words.say_with("past-of", &[("size", size.into()), ("time", time.into())])
    }
    /// The address of this page as of now, without a past moment.
    pub fn now(&self) -> String {
        self.address_with(None)
    }
    /// The address under which this page stays as it is, for those who may ask for every moment.
    pub fn lasting(&self) -> Option<String> {
        let may = self.visit.account.is_some() && self.visit.as_of.is_none() && self.log_size > 0;
        may.then(|| self.address_with(Some(self.log_size)))
    }
    fn address_with(&self, as_of: Option<u64>) -> String {
        let own = as_of.map(|size| format!("{AS_OF}={size}"));
        let kept = self.visit.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("as_of="));
        let pairs: Vec<&str> = kept.chain(own.as_deref()).collect();
        if pairs.is_empty() { self.visit.path.clone() } else { format!("{}?{}", self.visit.path, pairs.join("&")) }
    }
    /// That the server's clock stands before the time of an entry; empty where it does not.
    pub fn clock_behind(&self) -> String {
        self.visit.clock_behind().unwrap_or_default()
    }
    /// How far the log has come.
    pub fn log_position(&self) -> String {
        if self.log_size == 0 {
            return self.say("footer-log-empty");
        }
        self.visit.words.say_with("footer-log-position", &[("position", self.log_size.into())])
    }
    /// In which zone days and times are told.
    pub fn zone(&self) -> String {
        self.visit.words.say_with("footer-zone", &[("zone", self.visit.app.settings.zone.as_str().into())])
    }
    /// Who is signed in, as what; empty for the public.
    pub fn signed_in(&self) -> String {
        let Some(account) = &self.visit.account else { return String::new() };
        let words = self.visit.words;
        let (name, role) = (account.title.as_str(), words.code("role", account.role));
        match &account.party {
            None => words.say_with("nav-signed-in-as", &[("name", name.into()), ("role", role.into())]),
            Some(party) => words.say_with(
                "nav-signed-in-for",
                &[("name", name.into()), ("role", role.into()), ("party", party.as_str().into())],
            ),
        }
    }
    /// The short name of who is signed in.
    pub fn account_title(&self) -> &str {
        self.visit.account.as_ref().map_or("", |account| account.title.as_str())
    }
    /// The address of the sign-in form, which leads back here.
    pub fn sign_in(&self) -> String {
        if self.visit.path == "/" || self.visit.path == "/sign-in" {
            return "/sign-in".to_owned();
        }
        format!("/sign-in?next={}", crate::form::encoded(&self.visit.path))
    }
}
