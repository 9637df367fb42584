"""Chinese words that carry or surround numbers, as data."""

from __future__ import annotations

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
MAGNITUDES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
NUMERAL = "零〇一二三四五六七八九十百千万亿两"

PERCENT = {
    "%": ("percent", 0), "个百分点": ("percentage-point", 0), "百分点": ("percentage-point", 0),
    "个基点": ("percentage-point", -2), "基点": ("percentage-point", -2),
}  # fmt: skip
CURRENCIES = {
    "元人民币": "CNY", "人民币": "CNY", "元": "CNY", "美元": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "港元": "HKD",
    "港币": "HKD", "韩元": "KRW", "卢布": "RUB", "澳元": "AUD", "加元": "CAD", "瑞士法郎": "CHF", "新加坡元": "SGD",
    "新台币": "TWD", "澳大利亚元": "AUD", "加拿大元": "CAD", "卢比": "INR", "印度卢比": "INR", "泰铢": "THB", "越南盾": "VND",
    "里亚尔": "SAR", "雷亚尔": "BRL", "兰特": "ZAR", "林吉特": "MYR", "坚戈": "KZT", "特别提款权": "XDR",
}  # fmt: skip
PREFIXES = {
    "人民币": "CNY",
    "$": "USD",
    "US$": "USD",
    "HK$": "HKD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "RMB": "CNY",
    "USD": "USD",
}
PREFIXES |= {"CNY": "CNY", "EUR": "EUR"}
TONNES = ("吨", "公吨")

TIME_MEASURES = (
    "月",
    "季度",
    "小时",
    "工作日",
    "年度",
    "星期",
    "交易日",
    "自然日",
    "世纪",
    "学期",
    "财年",
    "百分点",
    "基点",
    "年头",
)
MEASURES = (
    "个 家 项 年 天 日 人次 人 名 位 户 次 件 台套 台 辆次 辆 艘次 艘 架次 架 列 班列 班次 班 趟 种 类 条 批次 批 宗 起 票 份 张 头 只 匹 棵 亩 "
    "公顷 平方米 平方公里 立方米 米 公里 千米 千瓦时 千瓦 度 桶 公斤 千克 克 升 标准箱 标箱 箱 套 座 所 间 处 对 双 省份 省 国 城 市 县 镇 村 周年 周 "
    "小时 分钟 秒 季度 世纪 岁 期 轮 步 方面 层 点 笔 单 航次 车次 部门 部 篇 页 场次 场 幅 枚 颗 粒 株 代 盒 瓶 包 袋 卷 吨公里 人公里 "
    "海里 英里 英尺 毫米 厘米 平方千米 兆瓦 吉瓦 万千瓦 口岸 国家 企业 港口 城市 项目 倍 集装箱 车 船 亿元 年级 支 款 组 团 队 系列 阶段 领域 "
    "环节 举措 措施 任务 周期 季 月 字 句 例 届 通 本 册 堂 门 根 节 段 片 块 道 口 把 顶 级"
).split()
# After these a numeral is a name: its value is kept.
NAMED_AFTER = ("届", "中全会", "国集团", "强", "热线", "号", "型", "路", "楼", "产业", "方", "条", "章", "款")
LABELS = {
    "一带一路": None,
    "一站式": "1",
    "两位数": "2",
    "三位数": "3",
    "一体两翼": None,
    "一网通办": "1",
    "一国两制": None,
}
# One is a number only before these; elsewhere it is an article.
ONE_BEFORE = frozenset(("年", "倍", "成", "半", "季度", "天", "周", "小时", "个月", "个季度", "人"))
SKIPPED = (
    "一系列 进一步 统一 一定 一般 一直 一些 之一 另一 这一 那一 某一 下一 新一 每一 任一 唯一 同一 单一 一旦 一起 一道 一并 一致 一样 一同 一方面 一边 "
    "一线 一流 一贯 一律 一概 一度 一揽子 一体 一如既往 一手 一视同仁 一经 一味 一时 一举 一面 一向 一再 一次性 一点 逐一 不一 万一 十分 十足 百姓 百货 "
    "百科 千方百计 千家万户 千千万万 万众 万物 万事 亿万 成千上万 千千 一年一度 一年来 三三两两 四川 三亚 三明 四平 九江 六安 三峡 三门峡 两江 五金 四周 "
    "万达 万科 三星 九龙 十堰 百强 五粮 八一 两会 两岸 两翼 一带 半导体 半成品 半岛 半径 大半 半壁 一家 一个 一批 一项 一种 一条 一套 一次 一位 一名 "
    "一大批 一大 一整套 一部分 一带动 零售 零部件 零距离 零散 零星"
).split()

HEDGES_BEFORE = {
    "近": "nearly", "接近": "nearly", "将近": "nearly", "超": "over", "超过": "over", "逾": "over", "突破": "over", "过": "over",
    "高于": "over", "多于": "over", "约": "about", "大约": "about", "大概": "about", "约为": "about", "至少": "at-least",
    "不少于": "at-least", "不低于": "at-least", "不超过": "at-most", "不高于": "at-most", "不多于": "at-most", "至多": "at-most",
    "最多": "at-most", "不足": "under", "低于": "under", "少于": "under", "不到": "under", "多达": "up-to", "高达": "up-to",
    "数": "several", "几": "several", "上": "over",
}  # fmt: skip
HEDGES_AFTER = {
    "左右": "about", "上下": "about", "以上": "at-least", "以下": "at-most", "以内": "at-most", "多": "over", "余": "over",
}  # fmt: skip
CHANGES = (
    "增长",
    "下降",
    "减少",
    "增加",
    "提高",
    "上升",
    "回落",
    "降低",
    "快",
    "增",
    "降",
    "扩大",
    "收窄",
    "高出",
    "上涨",
    "下跌",
    "降幅",
    "增幅",
)
