-- AlterTable
ALTER TABLE "Address" ADD COLUMN "heardAt" DATETIME;

-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN "returnedAt" DATETIME;
ALTER TABLE "OutboxItem" ADD COLUMN "returnedWhy" TEXT;
