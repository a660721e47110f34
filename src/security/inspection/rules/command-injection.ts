import { CRITICAL, ERROR, NOTICE, type RuleSet, WARNING } from '../rule.js';

/** Programs that say something when they are given nothing, by names that are no words of English. */
const TELLING =
  '(?:whoami|uname|ifconfig|ipconfig|netstat|printenv|systeminfo|tasklist|powershell|pwsh|phpinfo|lsof|nslookup|ls|env|ps|sh|zsh|ksh|csh|vssadmin)';
/** Programs whose names are words, or that do nothing alone; what follows must look like what a program is given. */
const WORDS =
  '(?:cat|tac|id|dir|ping6?|sleep|echo|printf|type|pwd|head|tail|less|more|find|rm|mv|cp|dd|touch|kill|net|set|su|who|w|last|tar|zip|mount|top|nl|od|sort|tee|test|timeout|copy|del|start|reg|arp|route|export|exec|eval|source|sc|at|host|uptime|ver|strings|rev|cut|file|mail|node|make|read|shutdown|reboot|halt|wget|curl|netcat|ncat|nc|bash|dash|busybox|socat|telnet|ssh|scp|tftp|chmod|chown|passwd|taskkill|certutil|bitsadmin|wmic|rundll32|mshta|regsvr32|cscript|wscript|tracert|traceroute|mkfifo|crontab|nohup|xxd|base64|python[23]?|perl|ruby|php|nodejs|gcc|xargs|grep|egrep|awk|gawk|sed|schtasks|dig|hostname|cmd|mkdir|rmdir|tcpdump|nmap|openssl|sudo|getent|lsb_release)';
const GIVEN =
  '(?:\\s?[<>]|\\s(?:-{1,2}\\w|["\'$*.~]?[\\\\/.~]|\\$|["\'`]\\S|\\d{1,9}\\b|[a-z]:\\\\|%\\w|\\w{1,30}\\s?[|>]|[\\w-]{1,40}(?:\\.[\\w$]|@)|\\w{0,12}\\$|https?:))';
const FOLDER = '(?:\\./|/(?:[\\w?*]{1,8}/){0,3}|[a-z]:\\\\(?:\\w{1,20}\\\\){0,4})?';
const ENDS = '(?=$|[\\s;|&)`<>/"\'#,}\\]])';
const SEPARATOR = '(?:[;|&`\\n]|\\$\\(|[<>]\\(|\\bexec\\s)';

export const COMMAND_INJECTION: RuleSet = {
  attackClass: 'command_injection',
  gate: /[;|&`\n$]|[<>]\(|\/dev\/|\bbin\/|\(\)\s?\{|powershell|cmd|iex|exec|system|rm -|\/etc|invoke-|eval|import|require|certutil|mshta|passthru|\bnc\s|subprocess|popen|\{\w{2,8},|<\?|phpinfo|curl|wget|shell|python|perl|ruby|xp_/,
  prepare: withoutEvasion,
  rules: [
    {
      id: 'command-separated',
      paranoia: 1,
      weight: CRITICAL,
      prose: NOTICE,
      test: new RegExp(
        `${SEPARATOR}[\\s;|&({!]{0,6}(?:sudo\\s|time\\s|nohup\\s)?${FOLDER}${TELLING}(?:\\.exe)?(?=$|[;|&)\`<>"'#}\\]]|${GIVEN})`,
      ),
      why: 'One command is ended and a well-known program called. CRS 932230, 932235.',
    },
    {
      id: 'command-separated-word',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: new RegExp(
        `${SEPARATOR}[\\s;|&({!]{0,6}(?:sudo\\s|time\\s)?${FOLDER}${WORDS}(?:\\.exe)?${GIVEN}|(?:^|[\\s\\d'")\\]}])[;|&]{1,2}\\s?(?:id|pwd|dir|w|who|ver|set|uptime|history|reboot|shutdown)\\s?(?:$|[;|&#\`])|(?:\`|\\$\\()\\s?(?:id|pwd|w|who|cat|dir|hostname|uptime)\\s?[\`)]|\\n(?:id|pwd|dir|uptime)$|^[\\w:-]{0,20}[\\d.][\\w.:-]{0,40}[;|&]{1,2}\\s?(?:id|pwd|dir)[;|&#\\s]{0,4}$`,
      ),
      why: 'One command is ended and a program called whose name is a word, given what programs are given. CRS 932236, 932260.',
    },
    {
      id: 'command-hidden',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: new RegExp(
        `\\$\\{?ifs\\b|\\{(?:${TELLING}|${WORDS}),[^}]|/[\\w?*[\\]]{0,5}[?*][\\w?*[\\]]{0,5}/[\\w?*]{1,12}|/\\w{1,5}/[\\w?*]{0,8}[?*][\\w?*]{0,8}\\s[/-]|\\$\\{\\w{1,20}:\\d{1,2}:\\d{1,2}\\}|\\\\x[0-9a-f]{2}\\\\x|\\$'\\\\|\\^\\w\\^\\w|%\\w{4,20}:~-?\\d|\\$\\{!?\\w{1,20}[#%@/]|\\$@\\w|base64\\s-{1,2}d|\\w\\$\\*\\w|<<<`,
      ),
      why: "A shell's ways to write a command otherwise. CRS 932200, 932240.",
    },
    {
      id: 'command-reads-system-file',
      paranoia: 1,
      weight: CRITICAL,
      prose: NOTICE,
      test: /(?<![\w])(?:cat|tac|head|tail|less|more|nl|type|grep|sed|awk|vi|nano|strings|xxd|od|cp|rev|sort|paste|file|curl|ls|rm|find|dir|del|copy)\s(?:-{0,2}[\w.]{1,20}\s){0,3}["'<]?(?:\/(?:etc|proc|var|root|home|bin|usr|tmp|dev)\b|c:\\|~\/\.|(?:\.\.\/){2}|file:)|<\s?\/(?:etc|proc|dev)\//,
      why: 'A program reads or removes what belongs to the system. CRS 932160.',
    },
    {
      id: 'command-shell-path',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: /(?:^|[\s;|&`("'=<>!,[])\/(?:usr\/)?(?:local\/)?s?bin\/(?:env\s)?(?:(?:ba|z|k|c|da|a)?sh|cat|nc|netcat|ls|id|wget|curl|whoami|uname|ping|perl|python[23]?|ruby|php|telnet|tail|head|echo|sleep|rm|touch)\b/,
      why: 'A shell or its programs by their path. CRS 932160.',
    },
    {
      id: 'command-reverse-shell',
      paranoia: 1,
      weight: CRITICAL,
      prose: CRITICAL,
      test: /\/dev\/(?:tcp|udp)\/|(?:ba|z|k)?sh\s-i\b|\b(?:nc|ncat|netcat)(?:\.\w{3,12})?\s(?:[\w.-]{1,40}\s){0,4}-\w{0,4}[ec]\b|\bnc\s(?:-\w{1,5}\s)?[\w.-]{4,40}\s\d{2,5}\b|mkfifo\s\/|0>&1|exec\s\d<>|socat\s.{0,60}exec|pty\.spawn|fsockopen\s?\(|rsocket\s-e/,
      why: 'A shell is handed to somebody outside. CRS 932250, 932160.',
    },
    {
      id: 'command-download',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /\b(?:curl|wget|fetch|lwp-download|lynx)\b\s[^|;&\n]{1,120}(?:\|\s?(?:sudo\s)?(?:ba|z|k|da)?sh\b|\|\s?(?:python|perl|php|ruby)|;\s?(?:chmod|sh|bash|\.\/)|&&\s?(?:chmod|sh|bash|\.\/)|-o\s?\/tmp)|[;|&`(]\s?(?:curl|wget)\s[^\s]{0,20}\s?(?:https?:\/\/|\w{1,30}\.)/,
      why: 'A program is fetched and run. CRS 932230.',
    },
    {
      id: 'command-powershell',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /\b(?:powershell|pwsh)(?:\.exe)?\s.{0,60}?-(?:e\b|enc|ec\b|nop|noni|w\s|windowstyle|c\b|command|ep\b|exec|file|version)|\binvoke-(?:expression|webrequest|restmethod|command|mimikatz|shellcode)|\biex[\s(]{1,2}[\s("'$]?(?:new-object|\(|\$|iwr|irm)|new-object\s(?:system\.)?net\.|download(?:string|file)\s?\(|\bcmd(?:\.exe)?\s\/[ckr]\b|\bcertutil(?:\.exe)?\s.{0,40}-(?:urlcache|decode|f)|\bbitsadmin\s.{0,40}\/transfer|\bmshta(?:\.exe)?\s(?:http|vbscript|javascript)|\bregsvr32\s.{0,20}\/|\brundll32(?:\.exe)?\s|start-process\s|get-(?:process|childitem|content|wmiobject|service|localuser)\b|\bwmic\s(?:process|os|useraccount)|\bnet\s(?:user|localgroup|share|view)\b.{0,40}(?:\/add|\/domain|$)|\[system\.|frombase64string|set-executionpolicy/,
      why: "Windows' shells and the programs that fetch for them. CRS 932120, 932370, 932380.",
    },
    {
      id: 'command-shellshock',
      paranoia: 1,
      weight: CRITICAL,
      prose: CRITICAL,
      test: /\(\)\s?\{[^}]{0,40};?\s?\}\s?;/,
      why: 'A function that old versions of bash run as they read it (CVE-2014-6271). CRS 932170.',
    },
    {
      id: 'command-destroys',
      paranoia: 1,
      weight: CRITICAL,
      prose: NOTICE,
      test: /\brm\s-\w{0,2}[rf]\w{0,2}\s[/~*.$]|\bdel\s\/[fsq]\s|\bformat\s[a-z]:\s?\/|:\(\)\s?\{|\bdd\sif=\/|\bmkfs\.|\bchmod\s(?:-r\s)?[0-7]{3,4}\s\/|\bshutdown\s-[hrs]/,
      why: 'Removes what there is. CRS 932160.',
    },
    {
      id: 'command-by-code',
      paranoia: 1,
      weight: CRITICAL,
      prose: NOTICE,
      test: /<\?(?:php|=)|(?<![\w.])(?:system|passthru|shell_exec|proc_open|popen|pcntl_exec|assert|phpinfo|execsync|call_user_func|create_function|file_get_contents|file_put_contents|base64_decode|readfile)\s?\(\s?(?:['"`$)]|\w{1,20}\()|(?<![\w.])exec\s?\(\s?['"$`]|\beval\s?\(\s?(?:\$_|base64|compile|request|params)|\$_(?:get|post|request|server|cookie|files)\b|require\s?\(\s?['"](?:child_process|fs|net|os|vm)['"]|process\.(?:mainmodule|binding|env\b)|__import__\s?\(|\bos\.(?:system|popen|exec\w{0,3}|spawn\w{0,3})\s?\(|\bsubprocess\.(?:popen|call|run|check_output|getoutput)|runtime\.getruntime|new\sprocessbuilder|%x[({[]|\bkernel\.(?:exec|system|open)|\bio\.popen|\bopen\s?\(\s?['"]\||global\.process|processbuilder\s?\(|ruby\s-e|(?:python[23]?|perl)\s-[ec]\s|php\s-r\s/,
      why: 'A program of a script language runs a command. CRS 933150, 934100, 944110, 932160.',
    },
    {
      id: 'command-substitution',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: new RegExp(
        `(?:\\$\\(|\`|[<>]\\()\\s?${FOLDER}(?:${TELLING}|curl|wget|bash|nc|python[23]?|perl|base64|id|cat|sleep|echo|ping|pwd|printf|date|expr|eval|rm|touch|nslookup)(?:[\\s)\`\\n<]|$)(?:[^)\`]{0,80}[)\`]|$)`,
      ),
      why: 'What a shell runs in the middle of a word. CRS 932130.',
    },
    {
      id: 'command-any-separated',
      paranoia: 2,
      weight: CRITICAL,
      test: new RegExp(`${SEPARATOR}[\\s;|&({!]{0,6}${FOLDER}(?:${TELLING}|${WORDS})${ENDS}`),
      why: 'A program behind a separator, whatever it is given. CRS 932236.',
    },
    {
      id: 'command-argument',
      paranoia: 2,
      weight: ERROR,
      test: /^\s?-{1,2}[a-z][\w-]{0,30}[=\s]\S|\$\(|\$\{\w|`\w[^`]{0,80}`/,
      why: 'An option where a value belongs, or a variable of a shell. CRS 932130, 932200 at level 2.',
    },
    {
      id: 'command-any-separator',
      paranoia: 3,
      weight: CRITICAL,
      test: /[;|`]\s?\w|&&|\$[({\w]|[<>]\s?\/|\|\|/,
      why: 'Any way to end a command. CRS 932190.',
    },
    {
      id: 'command-special-character',
      paranoia: 4,
      weight: CRITICAL,
      prose: WARNING,
      test: /[;|&`$<>\\]/,
      why: 'Any character that means something to a shell.',
    },
  ],
};

/** `c'a't`, `c\at` and `w$@ho` are what they are without it; `$IFS` is a blank. */
function withoutEvasion(text: string): string {
  if (!/\w(?:\\|''|""|'\w'|"\w"|\$@|\^)\w|^\w?\\\w|[;|&\s]\\\w/.test(text)) return text;
  return `${text.replace(/(?<=[\w;|&\s])(?:\\|''|""|\$@|\^)(?=\w)|(?<=\w)['"](?=\w{1,3}['"]\w)|(?<=\w)['"](?=\w)/g, '')}\n${text}`;
}
