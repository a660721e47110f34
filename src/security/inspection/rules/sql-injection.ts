import { CRITICAL, ERROR, type RuleSet, WARNING } from '../rule.js';

/** A quote, and the parentheses and blanks that leave the statement's own parentheses. */
const BREAK = String.raw`['"${'`'}][\s)]{0,6}`;
const OPERAND = String.raw`[\s(+!~@-]{0,6}['"${'`'}]?[\w.$%]{0,40}['"${'`'}]?[\s)]{0,3}`;
const COMPARES = String.raw`(?:[=<>]|!=|\b(?:like|between|in|is|rlike|regexp|glob|ilike|sounds)\b)`;
const LOGIC = String.raw`(?:\|\||&&|\b(?:or|and|xor|div|having)\b)`;

export const SQL_INJECTION: RuleSet = {
  attackClass: 'sql_injection',
  gate: /['"`$#;]|--|\/\*|@@|\b(?:union|select|order|group|or|and|xor|having|sleep|waitfor|insert|delete|drop|update|alter|truncate|exec|execute|procedure|limit|information_schema|case|iif|rlike)\b|\w\(|sys\.|\.\.|\|\||&&|sqlite_|pg_|xp_|0x/,
  prepare: withoutComments,
  rules: [
    {
      id: 'sql-union-select',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /\bunion\b[\s(]{1,6}(?:(?:all|distinct|distinctrow)\b[\s(]{1,6})?(?:select\b[\s(]{0,6}(?:(?:all|distinct)\s)?(?:null\b|\d|['"`@*$]|[\w.]{1,40}\s?[(,]|[\w.]{1,40}\s(?:from|as|into)\b|[\w.]{1,40}\s?(?:--|#|;))|values\s?\(|table\s\w)/,
      why: 'A second statement joined to the first; the "students’ union" selects nothing that looks like columns. CRS 942190, 942270.',
    },
    {
      id: 'sql-tautology',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: new RegExp(
        String.raw`(?:${LOGIC}|\b(?:where|not|when|if)\b)[\s(+!~-]{0,6}(?:(['"${'`'}]?)(\w{1,30})\1\s?(?:=|like|<=>|rlike|regexp|is)\s?['"${'`'}]?\2\b|\d{1,9}(?:=|<>|!=)\d{1,9}(?![\w.]))|^[\w.-]{0,30}[\s)'"]{1,4}(?:or|and)\s\d{1,9}\s?[<>]=?\s?\d{1,9}(?![\w.])`,
      ),
      why: 'A condition that is true, or false, whatever the row holds. CRS 942130.',
    },
    {
      id: 'sql-quote-condition',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: new RegExp(
        String.raw`^[^'"${'`'}]{0,200}${BREAK};?(?:\|\||&&|\b(?:or|and|xor|having|div)\b)(?!['"]\s)(?:${OPERAND}${COMPARES}|[\s(!~+-]{0,6}(?:not\s)?(?:exists\b|true\b|false\b|null\b|\d{1,9}[\s)]{0,4}(?:--|#|;|$|/\*)|\w{1,30}\(|\(\s?select\b|['"][^'"]{0,30}(?:['"]|$)\s?(?:--|#|;|$|[=<>|^&*+-])))`,
      ),
      why: 'A string is ended and a condition follows. CRS 942180, 942330.',
    },
    {
      id: 'sql-quote-comment',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /['"`][\s)]{0,6};{0,2}\s?(?:--[\s+-]{0,4}\w{0,12}|#|\/\*.{0,20}|;)$/,
      why: 'A string is ended and the rest of the statement commented out. CRS 942440.',
    },
    {
      id: 'sql-end-comment',
      paranoia: 1,
      weight: WARNING,
      prose: 1,
      test: /[\w'")]\s?(?:--[\s+-]{0,4}|#)$/,
      why: 'A value that ends with the beginning of a comment. CRS 942440, weaker.',
    },
    {
      id: 'sql-stacked',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /(?:(?:^-?[\w.@%-]{0,40}|['")\]])\s?;\s?|['"]\s|^[\w.-]{0,40}\)\s?)(?:drop\s(?:table|database|schema|user|view|index|procedure|function|column)\b|(?:alter|create|truncate)\s(?:table|database|schema|user|login|role|function|procedure|extension|or\sreplace)\b|insert\sinto\b|replace\sinto\b|delete\sfrom\b|update\s[\w."`[\]]{1,60}\sset\b|exec(?:ute)?(?:\s?\(|\s(?:xp_|sp_|master|immediate|@|\w{1,40}\s?['(@])|\s['"])|declare\s{0,2}@?\w|shutdown\b|waitfor\s|grant\s\w{1,20}\s(?:on|to)\b|copy\s[\w(]|select\s?(?:[@('"*]|pg_|sleep|benchmark|\d|[\w.]{1,40}\s?\(|.{1,80}\sfrom\s)|if\s?\(\s?\(?[\w'"]{1,30}\s?=|begin\s|call\s\w{1,40}\(|set\s@|attach\sdatabase\b|handler\s|prepare\s\w|do\s(?:sleep|\$))/,
      why: 'A second statement after the first. CRS 942350, 942380.',
    },
    {
      id: 'sql-delay',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /(?<![.\w])(?:sleep\s?\(\s?(?:['"]?\d[\d.]{0,9}['"]?\s?[),*/+-]|[(@])|benchmark\s?\(\s?['"]?\d|pg_sleep(?:_for|_until)?\s?\(|randomblob\s?\(|dbms_(?:pipe\.receive_message|lock\.sleep|session\.sleep)|waitfor\s(?:delay|time)\s?['"(@\d]|receive_message\s?\(|generate_series\s?\(\s?1\s?,\s?\d{5})/,
      why: 'Functions by which an answer tells something by coming late. CRS 942160, 942280.',
    },
    {
      id: 'sql-catalogue',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: /\b(?:information_schema|sys(?:objects|columns|databases|users)\b|sys\.(?:tables|objects|databases|user|schema|all_|sql_)|mysql\.(?:user|db|innodb)|pg_(?:catalog|shadow|user|tables|database|authid|roles|stat_activity|class)\b|sqlite_(?:master|schema|version|temp)|(?:all|user|dba)_(?:tables|users|tab_columns|objects)\b|master\.\.|master\.(?:dbo|sys)\b|msysobjects|v\$(?:version|database|instance|session)|from\sdual\b|from\srdb\$)|@@(?:version|hostname|datadir|servername|basedir|identity|language|global)/,
      why: 'Names of tables in which databases keep what they hold. CRS 942140.',
    },
    {
      id: 'sql-dangerous-function',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /\b(?:xp_(?:cmdshell|dirtree|fileexist|reg\w{1,20}|subdirs|servicecontrol)|sp_(?:executesql|oacreate|oamethod|password|configure|makewebtask|addlogin|addsrvrolemember)|utl_(?:http|inaddr|file|smtp|tcp)|dbms_(?:ldap|java|xmlgen|xmlquery|scheduler|export_extension|metadata|utility)|ctxsys\.|extractvalue\s?\(|updatexml\s?\(|load_file\s?\(|load\sdata\s(?:local\s)?infile|into\s(?:out|dump)file\s?['"@0]|lo_(?:import|export|get)\s?\(|pg_(?:read_file|ls_dir|read_binary_file|reload_conf)\s?\(|load_extension\s?\(|httpuritype\s?\(|xmltype\s?\(|openrowset\s?\(|opendatasource\s?\(|to\sprogram\s|from\sprogram\s|query_to_xml\s?\(|database_to_xml|sys_eval\s?\(|sys_exec\s?\(|procedure\sanalyse|writefile\s?\(|fts3_tokenizer|dblink(?:_connect|_exec)?\s?\(|current_setting\s?\(|make_set\s?\(|gtid_subset\s?\(|polygon\s?\(\s?\(?select|exp\s?\(\s?~)/,
      why: 'Functions that read files, run programs or carry results out. CRS 942151, 942190, 942320.',
    },
    {
      id: 'sql-subquery',
      paranoia: 1,
      weight: CRITICAL,
      test: /(?:[(=|+]\s?\(?|,\s?\()\s?select\b[\s(]{1,4}.{0,100}?(?:\bfrom\b(?!\s(?:the|a|an|our|your|this|each)\b)|@@|\buser\b|version\s?\(|database\s?\(|sleep|\bnull\b|\d\s?\))|\bexists\s?\(\s?select\b/,
      why: 'A statement within an expression. CRS 942190, 942360.',
    },
    {
      id: 'sql-quote-clause',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: new RegExp(
        String.raw`(?:${BREAK}|\d[\s)]{1,6}|^-?\d{1,9}\)?\s)(?:(?:order|group)\sby\s(?:\d{1,3}\s?(?:--|#|,|;|$|/\*|asc|desc)|\(|\w{1,30}\s?(?:--|#|having))|limit\s\d{1,9}\s?(?:,|offset|--|#|into|procedure|union)|having\s\w{1,30}\s?[(=<>]|(?:r?like|regexp|glob)\s?\(|between\s\d{1,9}\sand\s|collate\s\w|into\s(?:out|dump)|is\s(?:not\s)?null\b|in\s?\(\s?(?:\d|select)|union\s(?:all\s)?select\s)`,
      ),
      why: 'A value is ended and another clause follows. CRS 942230, 942390.',
    },
    {
      id: 'sql-condition-function',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: /(?:\|\||&&|\b(?:or|and|xor|not|where|by|when)\b|[=*+-])\s?\(?\s?(?:ascii|ord|unicode|length|len|char_length|substr(?:ing)?|mid|left|right|exists|if|iif|elt|nullif|ifnull|coalesce|user|current_user|session_user|system_user|database|db_name|version|hex|unhex|conv|cast|convert|concat(?:_ws)?|group_concat|row|rand|count|chr|n?char|decode|instr|locate|strcmp|now)\s?\(\s?(?:\)|['"(\d@]|select\b|user|database|version|schema|table_name|password|passwd|username|email|\w{1,30}\s?[,(])/,
      why: 'A condition on what a function makes of a row or of the server. CRS 942150, 942410.',
    },
    {
      id: 'sql-case',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: /\bcase\b[\s(]{1,3}(?:\w{1,20}\s)?when\b.{1,80}?\bthen\b|(?<![.\w])iif\s?\([^,]{1,40}[=<>]|(?<![.\w]|^=)if\s?\(\s?\(?[^,()]{1,40}[=<>][^,()]{1,40},[^,]{1,40},/,
      why: 'A condition as a value, by which an answer tells one bit. CRS 942150, 942230.',
    },
    {
      id: 'sql-concatenation',
      paranoia: 1,
      weight: CRITICAL,
      test: /['"]\s?\|\|\s?(?:['"(]|\w{1,30}\s?\()|['"]\s?\+\s?(?:\(\s?select|(?:char|cast|convert|concat|@@|user|db_name)\b)|^['"`]\)?\s?(?:[&^*=+|-]|like\b|<>|\|\|)\s?\(?['"`\d]|(?<![.\w])(?:n?char|chr)\s?\(\s?(?:0x)?\d{1,3}\s?[,)]\s?(?:\d|\+|\|\|)|^['"][&^*+=-]['"]?$|['"]\s?=\s?['"]\s?(?:or|--|#|$)/,
      why: 'A string is taken apart and put together by the database. CRS 942330, 942460.',
    },
    {
      id: 'sql-inline-comment',
      paranoia: 1,
      weight: ERROR,
      test: /[\w)'"]\v[\w('"!]/,
      why: 'A comment in the place of a blank, or of nothing, that hides a word of SQL. CRS 942200, 942500.',
    },
    {
      id: 'sql-nosql-operator',
      paranoia: 1,
      weight: CRITICAL,
      test: /[[{,"']\s?\$(?:ne|gte?|lte?|n?in|regex|where|exists|n?or|and|eq|expr|not|function|elemmatch|options|jsonschema|type|mod|all|size)["']?\s?[\]:]|\bthis\.\w{1,30}\s?(?:==|\.match)|['"]\s?(?:\|\||&&)\s?['"]?\w{1,10}['"]?\s?==\s?['"]?\w|['"]\s?;\s?return\b|\bdb\.\w{1,30}\.(?:drop|find|insert|remove|update)\w{0,10}\(/,
      why: 'Operators of MongoDB where a plain value belongs. CRS 942290.',
    },
    {
      id: 'sql-statement',
      paranoia: 1,
      weight: WARNING,
      prose: 1,
      test: /\bselect\b.{1,100}?\bfrom\b\s[\w.]{1,40}\s?(?:where|limit|;|--|#|order\sby)|\b(?:insert\sinto\s[\w.]{1,40}\s?(?:\(|values)|delete\sfrom\s[\w.]{1,40}\s(?:where|;|$)|update\s[\w.]{1,40}\sset\s\w{1,40}\s?=|drop\s(?:table|database)\s\w)/,
      why: 'A whole statement. CRS 942100, weaker: people write of SQL.',
    },
    {
      id: 'sql-lone-quote',
      paranoia: 2,
      weight: CRITICAL,
      test: /^[\w.-]{0,40}['"`][\s);,'"`]{0,6}$|^['"`\\]/,
      why: 'What is sent to see whether a quote breaks the statement. CRS 942370, 942511.',
    },
    {
      id: 'sql-any-statement',
      paranoia: 2,
      weight: CRITICAL,
      prose: WARNING,
      test: /\bselect\b.{1,100}?\bfrom\b|\b(?:insert\sinto|delete\sfrom|drop\stable|alter\stable|create\stable|truncate\stable|order\sby\s\d|group\sby\s\w|union\s(?:all\s)?select)\b|\bupdate\s[\w.]{1,40}\sset\b/,
      why: 'Words of a statement in their order. CRS 942200, 942360 at level 2.',
    },
    {
      id: 'sql-word-condition',
      paranoia: 2,
      weight: CRITICAL,
      test: /\b(?:or|and|xor)\b\s['"(]?\w{1,30}['"]?\)?\s?(?:=|<|>|!=|like\b|is\snull|in\s?\()/,
      why: 'A condition joined by a word. CRS 942260, 942300.',
    },
    {
      id: 'sql-quote-operator',
      paranoia: 3,
      weight: CRITICAL,
      prose: WARNING,
      test: /['"`][\s)]{0,4}(?:[=<>;#&|+*^%-]|\/\*|or\b|and\b)/,
      why: 'A quote followed by an operator. CRS 942251, 942490.',
    },
    {
      id: 'sql-special-character',
      paranoia: 4,
      weight: CRITICAL,
      prose: WARNING,
      test: /['"`;#]|--|\/\*|\b0x[0-9a-f]{2,}/,
      why: 'Any character that means something to a database. CRS 942421, 942432.',
    },
  ],
};

/** A blank to the rules, and one that hardly anybody sends. */
const MARK = '\v';

/** Comments become blanks, those that MySQL runs what they hold; one inside a statement leaves a mark for its rule. */
function withoutComments(text: string): string {
  if (!text.includes('/*')) return text;
  let plain = '';
  let start = 0;
  for (;;) {
    const open = text.indexOf('/*', start);
    const close = open < 0 ? -1 : text.indexOf('*/', open + 2);
    if (close < 0) break;
    const inner = text.slice(open + 2, close);
    const isRun = inner.startsWith('!');
    plain += text.slice(start, open) + (isRun ? ` ${inner.replace(/^!\d{0,6}/, '')} ` : MARK);
    start = close + 2;
  }
  if (start === 0) return text;
  return `${plain}${text.slice(start)}`.replace(/\s{2,}/g, ' ');
}
