//! Debian's Chromium, led through chromedriver: the WebDriver protocol over plain HTTP.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take that a page does by itself.
const PATIENCE: Duration = Duration::from_secs(20);
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with one window.
pub struct Browser {
    driver: Child,
    port: u16,
    /// Kept open: chromedriver may still say something.
    _said: BufReader<ChildStdout>,
    session: String,
    /// The server's address, such as `127.0.0.1:8020`, or a file's with `file://`.
    address: String,
}

/// Whether there is a browser. In CI there must be one; elsewhere its absence is said aloud.
pub fn there_is_one() -> bool {
    let found = ["/usr/bin/chromium", "/usr/bin/chromedriver"].iter().all(|path| Path::new(path).exists());
    if !found {
        assert!(
            std::env::var_os("MIRQAB_BROWSER_REQUIRED").is_none(),
            "Chromium and chromedriver are required here and not installed: apt-get install chromium chromium-driver"
        );
        eprintln!("SKIPPED: no chromium and chromium-driver; no browser was asked");
    }
    found
}

impl Browser {
    /// Opens a browser for a server.
    pub fn open(address: &str, profile: &Path) -> Self {
        // It takes a port itself and says which: one that was free a moment ago may be another's by now.
        let mut driver = Command::new("/usr/bin/chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(driver.stdout.take().unwrap());
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "chromedriver does not start");
            if let Some((_, port)) = line.trim_end().trim_end_matches('.').split_once("successfully on port ") {
                break port.parse().unwrap();
            }
        };
        let mut browser = Self { driver, port, _said: said, session: String::new(), address: address.to_owned() };
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-default-browser-check",
            "--hide-scrollbars",
            "--window-size=1280,900",
        ];
        let profile = format!("--user-data-dir={}", profile.display());
        let arguments: Vec<&str> = arguments.into_iter().chain([profile.as_str()]).collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments, "binary": "/usr/bin/chromium" },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        let session = browser.call("POST", "/session", &wanted);
        browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        browser
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        // In one piece: chromedriver may reset a line whose request comes in two.
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        // Chromedriver keeps the line open whatever it is asked: the length says where its answer ends.
        let mut reader = BufReader::new(stream);
        let (mut head, mut line) = (String::new(), String::new());
        while reader.read_line(&mut line).unwrap() > 2 {
            head.push_str(&std::mem::take(&mut line));
        }
        let length = head.lines().filter_map(|line| line.split_once(':')).find_map(|(name, value)| {
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().unwrap())
        });
        let mut bytes = vec![0; length.unwrap()];
        reader.read_exact(&mut bytes).unwrap();
        let answer: Value = serde_json::from_slice(&bytes).unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{method} {path} {body}: {answer}");
        answer["value"].clone()
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        self.call(method, &format!("{}{path}", self.session), body)
    }

    /// Goes to a page of the server and waits until it is there.
    pub fn go(&self, path: &str) {
        let scheme = if self.address.starts_with("file:") { "" } else { "http://" };
        self.ask("POST", "/url", &json!({ "url": format!("{scheme}{}{path}", self.address) }));
    }

    /// What a script returns.
    pub fn script(&self, script: &str, arguments: Value) -> Value {
        self.ask("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Waits until a script returns true.
    pub fn wait(&self, script: &str, what: &str) {
        let began = Instant::now();
        while self.script(script, json!([])) != json!(true) {
            let page = self.script("return location.href + '\\n' + document.body.innerText.slice(0, 2000)", json!([]));
            assert!(began.elapsed() < PATIENCE, "{what}: it did not come about\n{}", page.as_str().unwrap_or_default());
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn element(&self, css: &str) -> String {
        let found = self.ask("POST", "/element", &json!({ "using": "css selector", "value": css }));
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    /// Types into a field, after what stands in it is taken away.
    pub fn type_into(&self, css: &str, text: &str) {
        let element = self.element(css);
        self.ask("POST", &format!("/element/{element}/clear"), &json!({}));
        self.ask("POST", &format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Sets a field that has a picker of its own, or chooses from a list.
    pub fn set(&self, css: &str, value: &str) {
        let script = "const one = document.querySelector(arguments[0]); one.value = arguments[1];
                      one.dispatchEvent(new Event('change', { bubbles: true })); return one.value;";
        let set = self.script(script, json!([css, value]));
        assert_eq!(set, json!(value), "{css} does not take {value}");
    }

    /// Clicks, as a hand would: what is covered or hidden is not clicked.
    pub fn click(&self, css: &str) {
        let element = self.element(css);
        self.ask("POST", &format!("/element/{element}/click"), &json!({}));
    }

    /// Presses a key on whatever has the focus.
    pub fn press(&self, key: &str) {
        let key = match key {
            "Tab" => "\u{E004}",
            "Enter" => "\u{E007}",
            other => other,
        };
        let actions = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        self.ask("POST", "/actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        let path = self.script("return location.pathname", json!([]));
        path.as_str().unwrap().to_owned()
    }

    /// Waits until the page has another path, and returns that.
    pub fn arrives(&self, from: &str) -> String {
        self.wait(
            &format!("return location.pathname !== '{from}' && document.readyState === 'complete'"),
            &format!("leaving {from}"),
        );
        self.path()
    }

    /// The width of the window in pixels, and whether the reader prefers dark pages.
    pub fn look(&self, width: u32, dark: bool) {
        self.window(width, 900, dark);
    }

    /// The same, with the height.
    pub fn window(&self, width: u32, height: u32, dark: bool) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.develop("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "media": "", "features": [{ "name": "prefers-color-scheme", "value": scheme }, { "name": "prefers-reduced-motion", "value": "reduce" }] });
        self.develop("Emulation.setEmulatedMedia", features);
    }

    fn develop(&self, command: &str, parameters: Value) {
        self.ask("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    /// What the window shows, as PNG.
    pub fn picture(&self) -> Vec<u8> {
        use base64::Engine as _;
        let picture = self.ask("GET", "/screenshot", &json!({}));
        base64::engine::general_purpose::STANDARD.decode(picture.as_str().unwrap()).unwrap()
    }

    /// No error stands in the console, and no request went anywhere but to the server.
    pub fn was_quiet(&self) {
        let said = self.ask("POST", "/se/log", &json!({ "type": "browser" }));
        let said: Vec<&Value> = said.as_array().unwrap().iter().collect();
        // What the server refuses on purpose is a line of the network, not of the page.
        let errors: Vec<_> =
            said.into_iter().filter(|line| line["level"] == "SEVERE" && line["source"] != "network").collect();
        assert!(errors.is_empty(), "the console says {errors:#?}");
        let traffic = self.ask("POST", "/se/log", &json!({ "type": "performance" }));
        let mut seen = 0;
        for line in traffic.as_array().unwrap() {
            let event: Value = serde_json::from_str(line["message"].as_str().unwrap()).unwrap();
            if event["message"]["method"] == "Network.requestWillBeSent" {
                let url = event["message"]["params"]["request"]["url"].as_str().unwrap_or_default().to_owned();
                let own = url.starts_with(&format!("http://{}/", self.address))
                    || url.split('#').next().is_some_and(|file| file == self.address);
                // The empty page that the browser begins with is its own.
                let inside = ["data:", "blob:", "chrome:"].iter().any(|scheme| url.starts_with(scheme));
                assert!(own || inside, "a request left: {url}");
                seen += 1;
            }
        }
        assert!(seen > 0, "no request was seen at all");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends Chromium; chromedriver itself is ended after it.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let head = format!("DELETE {} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n", self.session);
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.read(&mut [0; 512]);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
