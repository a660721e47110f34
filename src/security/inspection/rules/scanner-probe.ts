import { SCANNER_AGENT } from '@oneclass/monitoring-client';
import { CRITICAL, type RuleSet, WARNING } from '../rule.js';

/** Paths that scanners ask every host for and that this platform does not have. Prefixes before them do not matter. */
export const SCANNER_PATHS: RuleSet = {
  attackClass: 'scanner_probe',
  gate: /[/\\]/,
  isAbout: (field) => field === 'path',
  rules: [
    {
      id: 'probe-dot-file',
      paranoia: 1,
      weight: CRITICAL,
      test: /\/\.(?:env|git\w{0,10}|svn|hg|bzr|aws|ssh|docker\w{0,6}|kube|npmrc|htaccess|htpasswd|ds_store|vscode|idea|bash_history|bashrc|profile|config|circleci|travis|gitlab-ci|github|terraform|remote-sync|ftpconfig|sftp|passwd|pgpass|netrc|my\.cnf|s3cfg|boto|azure|gem|composer|history|mysql_history|psql_history|viminfo|yarnrc|pypirc|well-known\/(?!acme-challenge|security\.txt|openid-configuration|jwks|assetlinks|apple-app|change-password|oauth)[\w-]{1,40}\.php)\b/,
      why: 'Settings and histories that were left in the web root. CRS 930130.',
    },
    {
      id: 'probe-foreign-script',
      paranoia: 1,
      weight: CRITICAL,
      test: /\.(?:php[3-8]?|phtml|phar|aspx?|ashx|asmx|asax|jspx?|jspa|cfm|cgi|pl|action|axd|dll|exe|nsf)(?:$|[/?;~.])/,
      why: 'Programs in languages that this platform is not written in.',
    },
    {
      id: 'probe-wordpress',
      paranoia: 1,
      weight: CRITICAL,
      test: /\/(?:wp-(?:login|admin|content|includes|json|config|cron|signup|trackback|mail|links|settings|load|activate|comments|blog-header)|wordpress|wlwmanifest|xmlrpc|joomla|drupal|magento|typo3|umbraco|sitecore|administrator\/(?:index|manifests)|user\/register\b|sites\/default\/files|bitrix|concrete5|prestashop|opencart)/,
      why: 'Content systems whose weaknesses are known.',
    },
    {
      id: 'probe-administration',
      paranoia: 1,
      weight: CRITICAL,
      test: /\/(?:php-?my-?admin|pma\d{0,4}|myadmin|mysqladmin|mysql-?manager|adminer|dbadmin|sqladmin|sqlmanager|phppgadmin|pgadmin\d?|webmin|cpanel|whm|plesk|manager\/(?:html|status|text)|host-manager|jmx-console|web-console|invoker|admin-console|console\/(?:login|portal|css|images)|jenkins|hudson|script(?:text)?\/?$|solr\/|kibana|_cat\/|_cluster\/|_nodes|_search\b|_all_dbs|_utils|nagios|zabbix|cacti|druid\/|nacos|flink|airflow|superset|phpinfo|info\.php|server-(?:status|info)|nginx_status|haproxy|rabbitmq|portainer|v2\/_catalog|v1\.\d{1,2}\/containers|containers\/json|api\/v1\/(?:pods|namespaces|secrets)|dashboard\/proxy|telescope\/|horizon\/|_profiler|_ignition|_debugbar|debugbar|_wdt|elmah|trace\.axd|rails\/info|debug\/(?:pprof|default|vars)|__debug__|console\/?$|h2-console|heapdump|jolokia|env$)/,
      why: 'Consoles by which whole machines are run.',
    },
    {
      id: 'probe-actuator',
      paranoia: 1,
      weight: CRITICAL,
      test: /\/(?:actuator|gateway\/routes|autodiscover|owa\/|ecp\/|ews\/|exchange\/|remote\/(?:login|fgt_lang|logincheck)|dana-na|dana-cached|vpns\/|\+cscoe\+|\+cscot\+|sslvpn|global-protect|mgmt\/(?:tm|shared)|tmui|sdk\b|ui\/vropspluginui|websso|vsphere|citrix|nf\/auth|aspera|mifs\/|geoserver|confluence|pages\/(?:doenterpagevariables|createpage)|jira|secure\/(?:dashboard|contactadmin|manage)|seeyon|weaver|zentao|spring-cloud)/,
      why: 'Products that are attacked as soon as a weakness is told: gateways, mail servers, Spring.',
    },
    {
      id: 'probe-device',
      paranoia: 1,
      weight: CRITICAL,
      test: /\/(?:cgi-bin|cgi\/|cgi-mod|hnap1|boaform|goform|setup\.cgi|shell$|device\.rsp|gponform|currentsetting|board\.cgi|tmunblock|luci\b|sdk\/weblanguage|dvr\/|onvif|evox\/about|picsdesc|upnpdev|wanipc|wanipcn|ctrlt\/deviceupgrade|getcfg|nmaplowercheck\d{0,15}|nice%20ports|nice ports|trinity|muieblackcat|w00tw00t|zmeu|stalker_portal|streaming\/clients|system_api|recordings\/|level\/15|ReportServer|clientaccesspolicy|crossdomain\.xml$|azenv|proxychecker|judge)/i,
      why: 'Routers and cameras that botnets look for, and marks that scanners leave.',
    },
    {
      id: 'probe-backup',
      paranoia: 1,
      weight: CRITICAL,
      test: /\/(?:backups?|dumps?|db|database|sql|mysql|site|www|web|website|public_html|htdocs|wwwroot|old|data|users|code|src|source|html|root|home|latest|full|prod|release|bin|test|temp|tmp|archive|app|api|config|local|localhost|admin|server|export|mysqldump|bak)(?:[-_]?\d{0,8})?\.(?:zip|tar|tgz|gz|tar\.gz|rar|7z|sql|sql\.gz|bak|old|dump|sqlite3?|db|mdb|tar\.bz2)$|\.(?:sql|bak|old|swp|orig|save|dump|sqlite3?|mdb|log|pem|key|kdbx|pfx|p12|ppk|jks|tfstate|tfvars)(?:\.(?:gz|zip))?$|~$/,
      why: 'Copies and keys that were left in the web root. CRS 930130, 920440.',
    },
    {
      id: 'probe-settings',
      paranoia: 1,
      weight: CRITICAL,
      test: /\/(?:(?:app|application|config|settings|secrets?|credentials?|database|local_settings|parameters|appsettings(?:\.\w{1,20})?|docker-compose(?:\.\w{1,12})?|bitbucket-pipelines|serverless|swagger-config|web|firebase|service-?account\w{0,10}|sftp-config|sftp|ftp|aws|env|kubeconfig|travis)\.(?:ya?ml|json|ini|conf|cfg|config|properties|toml|xml|js\.map|inc|txt|env|php)|dockerfile|makefile|gemfile|vagrantfile|procfile|jenkinsfile|composer\.(?:json|lock)|package(?:-lock)?\.json|yarn\.lock|requirements\.txt|pom\.xml|web\.config|global\.asax|id_rsa|id_dsa|id_ed25519|server\.key|private\.key|thumbs\.db|web-inf|meta-inf|config\/(?:database|secrets|master|initializers|parameters|config)|etc\/(?:passwd|shadow)|proc\/self|storage\/logs|vendor\/(?:phpunit|composer)|node_modules|laravel|debug\.log|error_log|access_log|ws_ftp|application\.wadl|wp-config|phpunit|eval-stdin|env\.js|\+\+plone)/,
      why: 'Settings and sources of the program. CRS 930130.',
    },
    {
      id: 'probe-api-documentation',
      paranoia: 2,
      weight: CRITICAL,
      test: /\/(?:swagger(?:-ui|-resources|\.json|\.ya?ml)?|api-docs|openapi\.(?:json|ya?ml)|graphi?ql|graphiql|playground|admin\/?$|administrator\/?$|login\.\w{2,4}|test\/?$|backup\/?$|old\/?$|debug\/?$|status\/?$|metrics\/?$|robots\.txt\.|sitemap\.xml\.)/,
      why: 'What may be there and is asked for by people too.',
    },
    {
      id: 'probe-odd-path',
      paranoia: 3,
      weight: CRITICAL,
      test: /\/\.\w|\/\/|[<>"'{}|\\^`;$]/,
      why: 'What no address of this platform has.',
    },
    {
      id: 'probe-long-path',
      paranoia: 4,
      weight: WARNING,
      test: /^.{200}|[^\w/.:@-]/,
      why: 'A sign beside another.',
    },
  ],
};

/** What scanners call themselves. */
export const SCANNER_AGENTS: RuleSet = {
  attackClass: 'scanner_probe',
  gate: /./,
  isAbout: (field) => field === 'header.user-agent',
  rules: [
    {
      id: 'probe-scanner-agent',
      paranoia: 1,
      weight: CRITICAL,
      test: SCANNER_AGENT,
      why: "Names of scanners in the User-Agent. CRS 913100, 'scanners-user-agents'.",
    },
    {
      id: 'probe-script-agent',
      paranoia: 3,
      weight: CRITICAL,
      test: /^(?:python-requests|python-urllib|go-http-client|curl|wget|libwww-perl|java\/|okhttp|axios|node-fetch|php\/|ruby|scrapy|httpclient)/,
      why: 'Libraries by which scripts ask, and other services too.',
    },
    {
      id: 'probe-odd-agent',
      paranoia: 4,
      weight: CRITICAL,
      test: /^(?!mozilla\/5\.0|opera|oneclass)/,
      why: 'Whoever is no browser. CRS 920330.',
    },
  ],
};
